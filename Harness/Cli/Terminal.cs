using Spectre.Console;

namespace AdaShift.Bench.Cli;

/// <summary>Everything around the command line that tests replace.</summary>
/// <param name="Live">A person is watching: lines may be redrawn, and colours help. False in a pipe, with NO_COLOR or under CI.</param>
/// <param name="Variable">Reads an environment variable; null or "" if it is not set.</param>
/// <param name="Interrupted">Set by Ctrl-C and SIGTERM.</param>
sealed record Terminal(
    TextWriter Out,
    TextWriter Error,
    bool Live,
    Func<string, string?> Variable,
    TimeProvider Time,
    CancellationToken Interrupted)
{
    /// <summary>Wide enough that tables in a pipe are not wrapped.</summary>
    const int PipeWidth = 1000;

    /// <summary>Standard input; opened when it is read.</summary>
    public Func<Stream> In { get; init; } = () => Stream.Null;

    /// <summary>With ADASHIFT_DEBUG=1, errors show where they were thrown.</summary>
    public bool Debug => Variable("ADASHIFT_DEBUG") is { Length: > 0 } and not "0";

    public static Terminal OfProcess(CancellationToken interrupted) => new(
        System.Console.Out,
        System.Console.Error,
        !System.Console.IsOutputRedirected && !IsSet("NO_COLOR") && !IsSet("CI") && Environment.GetEnvironmentVariable("TERM") != "dumb",
        Environment.GetEnvironmentVariable,
        TimeProvider.System,
        interrupted)
    {
        In = System.Console.OpenStandardInput,
    };

    /// <summary>For progress.</summary>
    public IAnsiConsole Console() => Console(Out);

    /// <summary>For tables; without trailing spaces in a pipe.</summary>
    public void Print(Action<IAnsiConsole> print)
    {
        if (Live)
        {
            print(Console(Out));
            return;
        }

        using var text = new StringWriter();
        print(Console(text));
        foreach (var line in text.ToString().TrimEnd().Split('\n')) Out.WriteLine(line.TrimEnd());
    }

    IAnsiConsole Console(TextWriter output)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = Live ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = Live ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = Live ? InteractionSupport.Detect : InteractionSupport.No,
        });
        if (!Live) console.Profile.Width = PipeWidth;
        return console;
    }

    static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };
}
