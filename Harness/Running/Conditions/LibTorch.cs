using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using TorchSharp;

namespace AdaShift.Bench.Running;

/// <summary>The libtorch that computes here, by its own account.</summary>
/// <param name="Version">"2.10.0".</param>
/// <param name="Path">Of the library that is loaded; null where the system does not say.</param>
/// <param name="Blas">What multiplies matrices: "mkl".</param>
/// <param name="Parallel">What runs the threads inside operators: "OpenMP".</param>
/// <param name="Instructions">The widest vector instructions that its kernels use: "AVX512".</param>
/// <param name="OpenMp">Paths of the OpenMP runtimes loaded; more than one in a process costs speed.</param>
public sealed partial record LibTorch(
    string Version, string? Path, string Blas, string Parallel, string Instructions, IReadOnlyList<string> OpenMp)
{
    /// <summary>Loads what a device needs, to be called before anything else of torch: libtorch looks for CUDA once.</summary>
    /// <param name="device">cpu or cuda.</param>
    public static void Prepare(string device)
    {
        if (device != "cpu") NativeLibrary.TryLoad("torch_cuda", typeof(LibTorch).Assembly, null, out _);
    }

    /// <exception cref="NotSupportedException">No libtorch could be loaded.</exception>
    public static unsafe LibTorch Read()
    {
        torch.InitializeDeviceType(DeviceType.CPU);
        var (config, parallel) = (Text(show_config), Text(get_parallel_info));
        var libraries = File.Exists(Maps) ? LibrariesIn(File.ReadAllText(Maps)) : [];
        return new(
            Find(VersionPattern, config) ?? torch.__version__,
            libraries.FirstOrDefault(path => System.IO.Path.GetFileName(path).StartsWith("libtorch_cpu.", StringComparison.Ordinal)),
            Find(BlasPattern, config) ?? "unknown", Find(ParallelPattern, parallel) ?? "unknown",
            Find(InstructionsPattern, config) ?? "unknown",
            [.. libraries.Where(path => OpenMpPattern.IsMatch(System.IO.Path.GetFileName(path)))]);
    }

    /// <summary>The distinct shared objects of a <c>/proc/…/maps</c> text, in order.</summary>
    internal static IReadOnlyList<string> LibrariesIn(string maps) =>
    [
        .. maps.Split('\n').Select(line => line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? line[at..].Trim() : "")
            .Where(path => path.Contains(".so", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal),
    ];

    const string Maps = "/proc/self/maps";

    static string? Find(Regex pattern, string text) => pattern.Match(text) is { Success: true } match ? match.Groups["found"].Value : null;

    /// <summary>Calls a function of libtorch that returns a std::string, whose layout is that of GCC's library.</summary>
    /// <returns>Empty where libtorch has no such function: on another system, or in another version.</returns>
    static unsafe string Text(StringFunction function)
    {
        try
        {
            // Never freed, once per process: its memory is the C++ library's.
            StdString text;
            function(&text);
            return Marshal.PtrToStringUTF8(text.Data, (int)text.Length);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            return "";
        }
    }

    unsafe delegate nint StringFunction(StdString* result);

    [StructLayout(LayoutKind.Sequential)]
    unsafe struct StdString
    {
        public nint Data;
        public nuint Length;
        public fixed byte Short[16];
    }

    [DllImport("torch_cpu", EntryPoint = "_ZN2at11show_configB5cxx11Ev")]
    static extern unsafe nint show_config(StdString* result);

    [DllImport("torch_cpu", EntryPoint = "_ZN2at17get_parallel_infoB5cxx11Ev")]
    static extern unsafe nint get_parallel_info(StdString* result);

    [GeneratedRegex(@"TORCH_VERSION=(?<found>[^,\s]+)", RegexOptions.None, 1000)]
    private static partial Regex VersionPattern { get; }

    [GeneratedRegex(@"BLAS_INFO=(?<found>[^,\s]+)", RegexOptions.None, 1000)]
    private static partial Regex BlasPattern { get; }

    [GeneratedRegex(@"ATen parallel backend: (?<found>\S+)", RegexOptions.None, 1000)]
    private static partial Regex ParallelPattern { get; }

    [GeneratedRegex(@"CPU capability usage: (?<found>\S+)", RegexOptions.None, 1000)]
    private static partial Regex InstructionsPattern { get; }

    [GeneratedRegex(@"^lib(?:gomp|iomp5|omp)\b", RegexOptions.None, 1000)]
    private static partial Regex OpenMpPattern { get; }
}
