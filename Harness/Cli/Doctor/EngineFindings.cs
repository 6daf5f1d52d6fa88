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
            var waitPolicy = Environment.GetEnvironmentVariable("OMP_WAIT_POLICY");
            return Of(LibTorch.Read(), waitPolicy, torch.cuda.is_available(), NvidiaGpu.TryOpen());
        }
        catch (Exception problem) when (problem is DllNotFoundException or TypeInitializationException or NotSupportedException)
        {
            return [WithoutLibTorch(problem)];
        }
    }

    /// <param name="waitPolicy">The variable OMP_WAIT_POLICY.</param>
    /// <param name="hasCuda">Whether libtorch sees a CUDA device.</param>
    /// <param name="gpu">Null if its driver cannot be asked.</param>
    internal static IEnumerable<Finding> Of(LibTorch libtorch, string? waitPolicy, bool hasCuda, IGpu? gpu) =>
    [
        Finding.Fine("engine", $"TorchSharp {EnvironmentProbe.TorchSharpVersion} over libtorch {libtorch.Version}"),
        Finding.Fine("libtorch", libtorch.Path ?? "loaded from an unknown place"),
        Finding.Fine("BLAS", libtorch.Blas),
        OpenMp(libtorch),
        Finding.Fine("processor", $"{Environment.ProcessorCount} cores, {libtorch.Instructions}"),
        Finding.Fine("threads", Threads(libtorch)),
        WaitPolicy(waitPolicy),
        hasCuda ? Cuda(gpu) : Finding.Fine("device", "cpu; no CUDA device that this libtorch can use"),
    ];

    internal static Finding WithoutLibTorch(Exception problem) =>
        new("libtorch", State.Missing, Reason.Message(problem), "./run-all.sh setup");

    static Finding OpenMp(LibTorch libtorch) => libtorch.OpenMp.Count > 1
        ? new("OpenMP", State.Warning, $"{string.Join(", ", libtorch.OpenMp)}: more than one in a process slows it down",
            "Take the others off LD_LIBRARY_PATH and LD_PRELOAD.")
        : Finding.Fine("OpenMP", libtorch.OpenMp.Count == 1 ? libtorch.OpenMp[0] : "none loaded");

    static string Threads(LibTorch libtorch) => string.Create(CultureInfo.InvariantCulture,
        $"1 per worker unless --threads says otherwise, by {libtorch.Parallel}; --jobs fills the {Environment.ProcessorCount} cores");

    /// <summary>How OpenMP threads wait can make a step several times slower: docs/engine.md.</summary>
    static Finding WaitPolicy(string? policy) => policy is { Length: > 0 }
        ? new("waiting", State.Warning, $"OMP_WAIT_POLICY={policy} is also set for workers",
            "Unset OMP_WAIT_POLICY unless you have measured that it helps.")
        : Finding.Fine("waiting", "OpenMP's default: threads spin for some milliseconds, then sleep");

    static Finding Cuda(IGpu? gpu)
    {
        if (gpu?.Read() is not { } now)
            return new("device", State.Warning, "cpu, cuda; its driver's management library (libnvidia-ml.so.1) cannot be asked",
                "Install it to have the GPU's memory and throttling in the records.");
        string?[] facts =
        [
            now.Name,
            now.Driver is { } driver ? $"driver {driver}" : null,
            Invariant(now.UsedBytes, used => $"{used / 1e9:F1} of {now.TotalBytes / 1e9:F1} GB used"),
            Invariant(now.SmMegahertz, clock => $"{clock} MHz"),
        ];
        var found = $"cpu, cuda: {string.Join(", ", facts.OfType<string>())}";
        return now.IsThrottled
            ? new("device", State.Warning, $"{found}; slowed down: {now.Reasons}", "Measure later: times would not be representative.")
            : Finding.Fine("device", found);
    }

    static string? Invariant<T>(T? fact, Func<T, FormattableString> text) where T : struct =>
        fact is { } known ? FormattableString.Invariant(text(known)) : null;
}
