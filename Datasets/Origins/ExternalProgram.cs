using System.ComponentModel;
using System.Diagnostics;

namespace AdaShift.Bench.Datasets;

/// <summary>Runs a package manager for a delivery; its last words become the error.</summary>
static class ExternalProgram
{
    const int LastWords = 6;

    public static void Run(Delivery delivery, string program, IEnumerable<string> arguments, TimeSpan limit, string advice)
    {
        using var clock = new CancellationTokenSource(limit);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, delivery.Token);
        using var process = Start(delivery, program, arguments, advice);
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            process.WaitForExitAsync(either.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            delivery.Token.ThrowIfCancellationRequested();
            throw delivery.Failed($"{program} was stopped after {limit.TotalMinutes:0} minutes. {advice}");
        }

        if (process.ExitCode != 0)
            throw delivery.Failed($"{program} ended with {process.ExitCode}: {Tail(errors.Result, output.Result)}. {advice}");
    }

    static Process Start(Delivery delivery, string program, IEnumerable<string> arguments, string advice)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = delivery.Scratch,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw delivery.Failed($"the program '{program}' could not be started ({e.Message}). {advice}", e);
        }
    }

    static string Tail(string errors, string output)
    {
        var said = errors.AsSpan().IsWhiteSpace() ? output : errors;
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines.Length == 0 ? "it said nothing" : string.Join(" | ", lines.TakeLast(LastWords));
    }
}
