using System.Diagnostics;
using System.Text;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>A terminal that remembers what was said.</summary>
static class Shell
{
    /// <summary>Runs the command line in this process.</summary>
    public static Task<Said> RunAsync(params string[] words) => RunAsync([], words);

    public static Task<Said> RunAsync(Dictionary<string, string> variables, params string[] words) => RunAsync("", variables, words);

    /// <param name="input">Standard input.</param>
    public static async Task<Said> RunAsync(string input, Dictionary<string, string> variables, params string[] words)
    {
        using StringWriter output = new() { NewLine = "\n" }, error = new() { NewLine = "\n" };
        var terminal = new Terminal(output, error, Live: false, variables.GetValueOrDefault, new FakeTime(), CancellationToken.None)
        {
            In = () => new MemoryStream(Encoding.UTF8.GetBytes(input)),
        };
        var code = await CommandLine.RunAsync(words, terminal);
        return new(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs the program as people start it, in a process of its own.</summary>
    public static Said Start(Dictionary<string, string> variables, params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "adashift-bench"), words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in variables) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, error.Result);
    }
}

sealed record Said(int Code, string Out, string Error);
