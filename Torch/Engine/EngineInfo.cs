namespace AdaShift.Bench.Torch;

/// <summary>What computes here: the facts that a record of a run keeps beside its numbers.</summary>
/// <param name="Package">"subset" for the tensors of this repository, "official" for the TorchSharp packages.</param>
/// <param name="Libtorch">libtorch's version: "1.13.0".</param>
/// <param name="Blas">The BLAS library loaded into the process, as a path; null when none is to be seen (linked statically).</param>
/// <param name="OpenMp">The OpenMP runtimes loaded; more than one in a process costs speed.</param>
/// <param name="Parallel">What runs the threads inside operators: "OpenMP"; null when libtorch does not say.</param>
/// <param name="CpuCapability">The widest vector instructions that kernels use: "AVX2"; null when libtorch does not say.</param>
/// <param name="Threads">Threads within an operator.</param>
/// <param name="InteropThreads">Threads between operators.</param>
/// <param name="Cuda">The first CUDA device; null without one.</param>
/// <param name="Config">libtorch's own account of how it was built, over several lines; empty when not available.</param>
public sealed record EngineInfo(
    string Package, string Libtorch, string? Blas, IReadOnlyList<string> OpenMp, string? Parallel, string? CpuCapability, int Threads,
    int InteropThreads, CudaInfo? Cuda, string Config)
{
    /// <summary>True for the reference BLAS: right, and several times slower than OpenBLAS or MKL.</summary>
    public bool BlasIsReference => Blas is not null && LoadedLibraries.IsReferenceBlas(Blas);
}

/// <summary>A CUDA device.</summary>
/// <param name="Devices">How many there are.</param>
/// <param name="Name">Of the first: "NVIDIA A100-SXM4-40GB"; null when nobody says.</param>
/// <param name="Driver">The kernel driver: "535.104.05"; null when nobody says.</param>
/// <param name="Capability">Compute capability: "8.0"; null when the shim was built without the CUDA headers.</param>
/// <param name="TotalBytes">Memory of the device; null as above.</param>
public sealed record CudaInfo(int Devices, string? Name, string? Driver, string? Capability, long? TotalBytes);

/// <summary>
/// Memory of a device in bytes: held by tensors, and held by libtorch's allocator; now, and at most since the last reset.
/// </summary>
public sealed record DeviceMemory(long Allocated, long PeakAllocated, long Reserved, long PeakReserved);
