using System.Runtime.InteropServices;
using AdaShift.Bench.Contracts;
using AdaShift.Bench.Torch;

namespace AdaShift.Bench.Running;

/// <summary>The machine and the software, as every cell records them.</summary>
public static class EnvironmentProbe
{
    /// <param name="device">cpu or cuda.</param>
    /// <param name="threads">Intra-op threads that the worker will get.</param>
    public static EnvironmentRecord Read(string device, int threads)
    {
        var (engine, build) = (Engine.Describe(), HarnessBuild.OfThisProcess);
        return new(
            build.Version, build.Commit, engine.Package, engine.Libtorch, engine.Blas ?? "linked into libtorch",
            engine.Parallel ?? "unknown", threads, Environment.ProcessorCount, Cpu(engine),
            device == "cpu" ? "cpu" : Gpu(device, engine.Cuda), Os(), RuntimeInformation.FrameworkDescription,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, WorkerEnvironment.For(threads));
    }

    static string Cpu(EngineInfo engine)
    {
        var model = Value("/proc/cpuinfo", "model name", ':') ?? RuntimeInformation.ProcessArchitecture.ToString();
        return engine.CpuCapability is null ? model : $"{model} ({engine.CpuCapability})";
    }

    static string Gpu(string device, CudaInfo? cuda)
    {
        if (cuda is null) return device;
        var driver = cuda.Driver is null ? "" : $", driver {cuda.Driver}";
        return $"{device}: {cuda.Name ?? "unnamed"}{driver}";
    }

    /// <summary>E.g. Debian GNU/Linux 12 (bookworm), Linux 6.1.0.</summary>
    static string Os() => File.Exists(KernelRelease)
        ? $"{RuntimeInformation.OSDescription}, Linux {File.ReadAllText(KernelRelease).Trim()}"
        : RuntimeInformation.OSDescription;

    const string KernelRelease = "/proc/sys/kernel/osrelease";

    /// <summary>What follows a key in a file of lines; null when it is not there.</summary>
    static string? Value(string file, string key, char separator)
    {
        if (!File.Exists(file)) return null;
        var line = File.ReadLines(file).FirstOrDefault(l => l.StartsWith(key, StringComparison.Ordinal));
        return line?[(line.IndexOf(separator) + 1)..].Trim();
    }
}
