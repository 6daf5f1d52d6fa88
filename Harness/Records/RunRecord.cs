namespace AdaShift.Bench.Records;

/// <summary>
/// <c>run.json</c>: what a run is, and where it ran. Written before the first step, and again only if the run restarts without a
/// checkpoint.
/// </summary>
public sealed record RunRecord(
    int FormatVersion,
    RunSpec Run,
    WorkloadFacts Workload,
    IReadOnlyDictionary<string, string?> Sources,
    IReadOnlyList<string> Plugins,
    EnvironmentRecord Environment,
    DateTimeOffset Created)
{
    public const string FileName = "run.json";
}

/// <summary>What a report needs to know about a workload without loading it.</summary>
/// <param name="UsesSeed">False for a deterministic workload: one run suffices.</param>
public sealed record WorkloadFacts(
    string Name, string? Source, string Description, Goal Goal, IReadOnlyList<Metric> Metrics, bool UsesSeed);

/// <summary>The machine and the software that a run ran on.</summary>
/// <param name="Threads">Intra-op threads of the worker. A resumed run keeps them: other threads may round differently.</param>
/// <param name="Blas">What multiplies matrices, as libtorch was built: "mkl".</param>
/// <param name="Commit">Git commit the harness was built from; null when unknown.</param>
/// <param name="Variables">Environment variables that change timing or rounding: OMP_*, MKL_*, DOTNET_*, CUBLAS_*.</param>
public sealed record EnvironmentRecord(
    string Harness,
    string? Commit,
    string Engine,
    string LibTorch,
    string Blas,
    string ParallelBackend,
    int Threads,
    int Cores,
    string Cpu,
    string Device,
    string Os,
    string DotNet,
    long MemoryBytes,
    IReadOnlyDictionary<string, string> Variables);
