using System.Diagnostics;
using System.Globalization;

namespace AdaShift.Bench.Benchmarks;

/// <summary>The resident memory of the worker of a 20,000-step run of the MNIST perceptron, sampled while it trains.</summary>
static class MemoryRun
{
    public const int Steps = 20_000;
    static readonly TimeSpan interval = TimeSpan.FromMilliseconds(100);

    /// <returns>MiB at each sample, from the worker's first to its last.</returns>
    public static double[] Measure(string bench)
    {
        var folder = Directory.CreateTempSubdirectory("adashift-memory-");
        try
        {
            var start = new ProcessStartInfo(bench,
                [
                    "run", "--workload", "mnist-mlp", "--optimizer", "adashift", "--steps", $"{Steps}", "--seeds", "1",
                    "--out", folder.FullName,
                ])
            { RedirectStandardOutput = true, UseShellExecute = false };
            using var run = Process.Start(start)!;
            run.OutputDataReceived += (_, _) => { };
            run.BeginOutputReadLine();
            var samples = Sample(run);
            return run.ExitCode == 0 ? samples : throw new InvalidOperationException($"The run ended with exit code {run.ExitCode}.");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static double[] Sample(Process run)
    {
        var samples = new List<double>();
        while (!run.WaitForExit(interval))
            if (Worker(run.Id) is { } worker && ResidentMebibytes(worker) is { } resident) samples.Add(resident);
        run.WaitForExit();
        return [.. samples];
    }

    /// <summary>The process that the runner started for the run.</summary>
    static int? Worker(int parent)
    {
        try
        {
            var children = Directory.EnumerateDirectories($"/proc/{parent}/task")
                .SelectMany(task => File.ReadAllText($"{task}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries));
            return children.Select(child => (int?)int.Parse(child, CultureInfo.InvariantCulture)).FirstOrDefault();
        }
        catch (IOException)
        {
            return null; // it has just ended
        }
    }

    static double? ResidentMebibytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
            var kilobytes = line?["VmRSS:".Length..].Replace("kB", "", StringComparison.Ordinal);
            return kilobytes is null ? null : double.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
