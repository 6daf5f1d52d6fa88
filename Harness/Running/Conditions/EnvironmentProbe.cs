using System.Reflection;
using System.Runtime.InteropServices;
using AdaShift.Bench.Timing.Devices;
using TorchSharp;

namespace AdaShift.Bench.Running;

/// <summary>The machine and the software, for the records of a run.</summary>
public static class EnvironmentProbe
{
    /// <param name="device">cpu or cuda.</param>
    /// <param name="threads">Intra-op threads that the worker will get.</param>
    public static EnvironmentRecord Read(string device, int threads)
    {
        var (engine, build) = (LibTorch.Read(), HarnessBuild.OfThisProcess);
        return new(
            build.Version, build.Commit, $"TorchSharp {TorchSharpVersion}", engine.Version, engine.Blas,
            engine.Parallel, threads, Environment.ProcessorCount, Cpu(engine),
            device == "cpu" ? device : Describe(device, NvidiaGpu.TryOpen()), Os(), RuntimeInformation.FrameworkDescription,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, WorkerEnvironment.For(threads));
    }

    /// <summary>"0.107.0".</summary>
    public static string TorchSharpVersion { get; } =
        typeof(torch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    static string Cpu(LibTorch engine) =>
        $"{Value("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString()} ({engine.Instructions})";

    /// <summary>"cuda: NVIDIA H100 80GB HBM3, driver 535.104.05", as far as the driver reports it.</summary>
    internal static string Describe(string device, IGpu? gpu) => gpu?.Read() switch
    {
        { Name: { } name, Driver: { } driver } => $"{device}: {name}, driver {driver}",
        { Name: { } name } => $"{device}: {name}",
        _ => device,
    };

    /// <summary>E.g. Debian GNU/Linux 12 (bookworm), Linux 6.1.0.</summary>
    static string Os() => File.Exists(KernelRelease)
        ? $"{RuntimeInformation.OSDescription}, Linux {File.ReadAllText(KernelRelease).Trim()}"
        : RuntimeInformation.OSDescription;

    const string KernelRelease = "/proc/sys/kernel/osrelease";

    /// <summary>The text after a key in a file of lines; null if it is not there.</summary>
    static string? Value(string file, string key, char separator)
    {
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line?[(line.IndexOf(separator) + 1)..].Trim();
    }
}
