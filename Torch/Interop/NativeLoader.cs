using System.Reflection;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Finds <c>libadashift_torch.so</c>: the file named by ADASHIFT_TORCH_NATIVE, else the one beside the assembly.</summary>
static class NativeLoader
{
    internal const string Name = "adashift_torch";
    const string FileName = "libadashift_torch.so";
    internal const string Variable = "ADASHIFT_TORCH_NATIVE";

    internal static void Register() => NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);

    static nint Resolve(string library, Assembly assembly, DllImportSearchPath? search) => library == Name ? Load() : 0;

    static nint Load()
    {
        var path = FilePath(Environment.GetEnvironmentVariable(Variable), AppContext.BaseDirectory);
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new DllNotFoundException(Explain(path, error.Message), error);
        }
    }

    /// <summary>Where the shim is looked for. A folder in the variable stands for the shim inside it.</summary>
    internal static string FilePath(string? named, string beside)
    {
        if (string.IsNullOrEmpty(named))
            return Path.Combine(beside, FileName);
        return Directory.Exists(named) ? Path.Combine(named, FileName) : named;
    }

    internal static string Explain(string path, string reason) => File.Exists(path)
        ? $"Cannot load '{path}': {reason.Trim()} "
            + "Was it built against a libtorch that is no longer installed? Build it again (docs/torch.md)."
        : $"No libtorch shim at '{path}'. "
            + "Build it with 'cmake -S Torch/native -B Torch/native/build -G Ninja && ninja -C Torch/native/build' "
            + $"and build the solution again, or name the file in {Variable} (docs/torch.md).";
}
