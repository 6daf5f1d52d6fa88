using System.Collections;
using System.Diagnostics;
using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>Environment variables that change a worker's timing or rounding.</summary>
public static class WorkerEnvironment
{
    static readonly string[] Prefixes =
    [
        "OMP_", "KMP_", "GOMP_", "MKL_", "OPENBLAS_", "ATEN_", "CUBLAS_", "CUDA_", "PYTORCH_", "TORCH_",
        "MALLOC_", "GLIBC_TUNABLES", "LD_PRELOAD", Denormals.Variable,
        "DOTNET_Tiered", "DOTNET_TC_", "DOTNET_OSR", "DOTNET_ReadyToRun", "DOTNET_GC", "DOTNET_gc", "DOTNET_Enable",
    ];

    /// <summary>The variables of this process, and those that a worker gets by default.</summary>
    /// <param name="threads">Intra-op threads.</param>
    public static SortedDictionary<string, string> For(int threads)
    {
        var variables = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            // By default glibc returns a large tensor's memory to the kernel at each free and faults it in again.
            ["MALLOC_MMAP_THRESHOLD_"] = "4294967296",
            ["MALLOC_TRIM_THRESHOLD_"] = "4294967296",
            ["MALLOC_TOP_PAD_"] = "67108864",
            // 4 MiB, in hex. By default garbage may fill the last-level cache, often 100 MB, which looks like a leak.
            ["DOTNET_GCgen0size"] = "400000",
            // No method is recompiled during a run, so no step is slowed down by it; code compiled ahead of time stays as it is.
            ["DOTNET_TieredCompilation"] = "0",
            // cuBLAS is reproducible only with a fixed workspace.
            ["CUBLAS_WORKSPACE_CONFIG"] = ":4096:8",
            [Denormals.Variable] = "1",
        };
        foreach (DictionaryEntry own in Environment.GetEnvironmentVariables())
            if (Matters((string)own.Key)) variables[(string)own.Key] = (string?)own.Value ?? "";
        variables["OMP_NUM_THREADS"] = threads.ToString(CultureInfo.InvariantCulture);
        return variables;
    }

    /// <summary>Gives a worker exactly the recorded variables, so that a run is resumed under its original conditions.</summary>
    public static void Apply(IReadOnlyDictionary<string, string> variables, ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(Matters).ToList()) start.Environment.Remove(name);
        foreach (var (name, value) in variables) start.Environment[name] = value;
    }

    static bool Matters(string name) => Array.Exists(Prefixes, p => name.StartsWith(p, StringComparison.Ordinal));
}
