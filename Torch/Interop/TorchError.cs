using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>Turns what libtorch threw on this thread into the exception that TorchSharp throws.</summary>
static class TorchError
{
    /// <summary>"conv2d: Expected 3D (unbatched) or 4D input": the operation, then libtorch's first line.</summary>
    public static ExternalException Last(string operation)
    {
        var text = Marshal.PtrToStringUTF8(Native.ats_last_error()) ?? "";
        return new ExternalException($"{operation}: {FirstLine(text)}");
    }

    /// <summary>Throws when a native function answered with a failure code.</summary>
    public static void ThrowIfFailed(int code, string operation)
    {
        if (code != 0)
            throw Last(operation);
    }

    /// <summary>The handle, or the error when it is null.</summary>
    public static nint Checked(nint handle, string operation) => handle != 0 ? handle : throw Last(operation);

    static string FirstLine(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).Trim();
    }
}
