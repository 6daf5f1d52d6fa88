using System.Diagnostics;
using System.Globalization;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Benchmarks;

/// <summary>A long-lived process that runs blocks of iterations when asked to.</summary>
sealed class ArmProcess : IDisposable
{
    readonly Process process;

    public ArmProcess(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        // Ours gets a worker's environment, the other keeps its defaults.
        if (program == Environment.ProcessPath) WorkerEnvironment.Apply(WorkerEnvironment.For(threads: 1), start);
        process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        Name = ReadLine()["ready ".Length..];
    }

    /// <summary>What it says it is.</summary>
    public string Name { get; }

    /// <returns>Nanoseconds of one iteration, the mean of the block.</returns>
    public double Block(int iterations)
    {
        process.StandardInput.WriteLine(iterations.ToString(CultureInfo.InvariantCulture));
        process.StandardInput.Flush();
        return double.Parse(ReadLine(), CultureInfo.InvariantCulture) / iterations;
    }

    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(5000)) process.Kill();
        process.Dispose();
    }

    string ReadLine() => process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException(
            $"{process.StartInfo.FileName} {string.Join(' ', process.StartInfo.ArgumentList)} ended early.");
}
