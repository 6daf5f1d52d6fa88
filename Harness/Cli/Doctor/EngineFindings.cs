using System.Globalization;
using AdaShift.Bench.Running;
using AdaShift.Bench.Timing.Devices;
using TorchSharp;

namespace AdaShift.Bench.Cli.Doctor;

/// <summary>The engine: libtorch, its BLAS, its threads and the device.</summary>
static class EngineFindings
{
    public static IEnumerable<Finding> All()
    {
        try
        {
            LibTorch.Prepare("cuda");
            var libtorch = LibTorch.Read();
            return
            [
                Finding.Fine("engine", $"TorchSharp {EnvironmentProbe.TorchSharpVersion} over libtorch {libtorch.Version}"),
                Finding.Fine("libtorch", libtorch.Path ?? "loaded from an unknown place"),
                Finding.Fine("BLAS", libtorch.Blas),
                OpenMp(libtorch),
                Finding.Fine("processor", $"{Environment.ProcessorCount} cores, {libtorch.Instructions}"),
                Finding.Fine("threads", Threads(libtorch)),
                WaitPolicy(),
                Device(),
            ];
        }
        catch (Exception problem) when (problem is DllNotFoundException or TypeInitializationException or NotSupportedException)
        {
            return [new("libtorch", State.Missing, Reason.Message(problem), "./run-all.sh setup")];
        }
    }

    static Finding OpenMp(LibTorch libtorch) => libtorch.OpenMp.Count > 1
        ? new("OpenMP", State.Warning, $"{string.Join(", ", libtorch.OpenMp)}: more than one in a process costs speed",
            "Take the others off LD_LIBRARY_PATH and LD_PRELOAD.")
        : Finding.Fine("OpenMP", libtorch.OpenMp.Count == 1 ? libtorch.OpenMp[0] : "none loaded");

    static string Threads(LibTorch libtorch) => string.Create(CultureInfo.InvariantCulture,
        $"1 per worker unless --threads says otherwise, by {libtorch.Parallel}; --jobs fills the {Environment.ProcessorCount} cores");

    /// <summary>Threads that spin or sleep while they wait can make a step several times slower: docs/engine.md.</summary>
    static Finding WaitPolicy() => Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is { Length: > 0 } policy
        ? new("waiting", State.Warning, $"OMP_WAIT_POLICY={policy} is set for workers, too",
            "unset OMP_WAIT_POLICY, unless you measured that it helps")
        : Finding.Fine("waiting", "OpenMP's own: threads spin for some milliseconds, then sleep");

    static Finding Device()
    {
        if (!torch.cuda.is_available()) return Finding.Fine("device", "cpu; no CUDA device that this libtorch can use");
        if (NvidiaGpu.TryOpen()?.Read() is not { } gpu)
            return new("device", State.Warning, "cpu, cuda; its driver's management library (libnvidia-ml.so.1) cannot be asked",
                "Install it to have clocks and throttling in the records.");
        var found = string.Create(CultureInfo.InvariantCulture,
            $"cpu, cuda: {gpu.Name}, driver {gpu.Driver}, {gpu.UsedBytes / 1e9:F1} of {gpu.TotalBytes / 1e9:F1} GB used, " +
            $"{gpu.SmMegahertz} MHz");
        return gpu.IsThrottled
            ? new("device", State.Warning, $"{found}; slowed down: {gpu.Reasons}", "Times measured now are not its own: wait, or cool it.")
            : Finding.Fine("device", found);
    }
}
