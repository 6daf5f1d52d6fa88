using System.CommandLine;
using AdaShift.Bench.Cli.Verbs;

namespace AdaShift.Bench.Cli;

/// <summary>Parses the arguments, runs the verb and returns the exit code.</summary>
static class CommandLine
{
    const string Description = "Is this optimizer really better, on which work, by how much, and how sure are we?";

    static readonly ParserConfiguration parsing = new() { ResponseFileTokenReplacer = null };

    /// <summary>Every verb, in the order of the help.</summary>
    static readonly (string name, Func<Terminal, Command> build)[] verbs =
    [
        ("list", ListVerb.Build),
        ("run", RunVerb.Build),
        ("report", ReportVerb.Build),
        ("data", DataVerb.Build),
        ("bleu", BleuVerb.Build),
        ("doctor", DoctorVerb.Build),
        ("worker", WorkerVerb.Build),
    ];

    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal)
    {
        try
        {
            var parsed = Root(args, terminal).Parse(args, parsing);
            var isVerb = parsed.UnmatchedTokens.Count == 0 || parsed.CommandResult.Command.Subcommands.Count == 0;
            var problems = parsed.Action is { ClearsParseErrors: true } && isVerb ? [] : UsageErrors.Of(parsed); // --help, --version
            return problems.Count > 0
                ? Complain(problems, parsed.CommandResult.Command, terminal)
                : await parsed.InvokeAsync(Invocation(terminal), terminal.Interrupted);
        }
        catch (OperationCanceledException) when (terminal.Interrupted.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception problem)
        {
            return Failure.Report(problem, terminal);
        }
    }

    /// <summary>Builds only the verb that was typed; all verbs if help or an error must name them.</summary>
    public static RootCommand Root(IReadOnlyList<string> args, Terminal terminal)
    {
        var root = new RootCommand(Description);
        VerbCommand.ShowExamples(root);
        var typed = args.Count > 0 ? args[0] : "";
        var wanted = verbs.Any(verb => verb.name == typed) ? verbs.Where(verb => verb.name == typed) : verbs;
        foreach (var (_, build) in wanted) root.Add(build(terminal));
        return root;
    }

    static int Complain(IReadOnlyList<string> problems, Command command, Terminal terminal)
    {
        foreach (var problem in problems) terminal.Error.WriteLine($"error: {problem}");
        terminal.Error.WriteLine($"See 'adashift-bench{Words(command)} --help'.");
        return ExitCode.Usage;
    }

    /// <summary><c> data fetch</c>; empty for the program itself.</summary>
    static string Words(Command command) =>
        command is RootCommand ? "" : $"{string.Concat(command.Parents.OfType<Command>().Select(Words))} {command.Name}";

    // Program handles signals and RunAsync handles errors, so the library's handling of both is off.
    static InvocationConfiguration Invocation(Terminal terminal) => new()
    {
        Output = terminal.Out,
        Error = terminal.Error,
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = null,
    };
}
