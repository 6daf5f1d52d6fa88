using System.Runtime.InteropServices;
using TorchSharp;

namespace AdaShift.Bench.Running;

/// <summary>The libtorch of this process, as it describes itself.</summary>
/// <param name="Version">"2.10.0".</param>
/// <param name="Path">The loaded library's; null if the system does not tell.</param>
/// <param name="Blas">What multiplies matrices: "mkl".</param>
/// <param name="Parallel">What runs the threads inside operators: "OpenMP".</param>
/// <param name="Instructions">The widest vector instructions that its kernels use: "AVX512".</param>
/// <param name="OpenMp">Paths of the loaded OpenMP runtimes; more than one slows a process down.</param>
public sealed record LibTorch(
    string Version, string? Path, string Blas, string Parallel, string Instructions, IReadOnlyList<string> OpenMp)
{
    /// <summary>Loads what a device needs. Call it before anything else of torch, as libtorch looks for CUDA only once.</summary>
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
        string[] libraries = File.Exists(Maps) ? [.. LibrariesIn(File.ReadAllText(Maps))] : [];
        return new(
            After("TORCH_VERSION=", config) ?? torch.__version__, Array.Find(libraries, path => NameOf(path) == "libtorch_cpu"),
            After("BLAS_INFO=", config) ?? "unknown", After("ATen parallel backend: ", parallel) ?? "unknown",
            After("CPU capability usage: ", config) ?? "unknown",
            Array.FindAll(libraries, path => NameOf(path) is "libgomp" or "libiomp5" or "libomp"));
    }

    const string Maps = "/proc/self/maps";

    /// <summary>The distinct shared objects of a <c>/proc/…/maps</c> text, in order.</summary>
    internal static IEnumerable<string> LibrariesIn(string maps) =>
        maps.Split('\n').Select(line => line.IndexOf('/', StringComparison.Ordinal) is var at and >= 0 ? line[at..].Trim() : "")
            .Where(path => path.Contains(".so", StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);

    /// <summary>A library's file name without version, hash and extension.</summary>
    static string NameOf(string library) => System.IO.Path.GetFileName(library).Split('.', '-')[0];

    /// <returns>The word that follows a label; null if the label is not there.</returns>
    static string? After(string label, string text) =>
        text.Split(label) is [_, var rest, ..] ? rest.Split(',', ' ', '\n')[0] : null;

    /// <summary>Calls a function of libtorch that returns a std::string, in the layout of GCC's library.</summary>
    /// <returns>Empty if libtorch has no such function: on another system, or in another version.</returns>
    static unsafe string Text(StringFunction function)
    {
        try
        {
            // Never freed, as its memory belongs to the C++ library; once per process.
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
}
