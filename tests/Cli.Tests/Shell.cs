using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>A terminal that remembers what was said.</summary>
static class Shell
{
    /// <summary>Runs the command line in this process.</summary>
    public static Task<Said> RunAsync(params string[] words) => RunAsync([], words);

    public static async Task<Said> RunAsync(Dictionary<string, string> variables, params string[] words)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var terminal = new Terminal(output, error, Live: false, variables.GetValueOrDefault, new FakeTime(), CancellationToken.None);
        var code = await CommandLine.RunAsync(words, terminal);
        return new(code, output.ToString(), error.ToString());
    }
}

sealed record Said(int Code, string Out, string Error);
