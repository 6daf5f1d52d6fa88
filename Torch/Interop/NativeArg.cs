using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a <see cref="NativeArg"/> holds; the numbers are those of <c>abi.h</c>.</summary>
enum Tag
{
    None,
    Tensor,
    Int,
    Double,
    Bool,
    IntList,
    DoubleList,
    BoolList,
    TensorList,
    OptionalTensorList,
    String,
    Device,
    Generator,
    Complex,
}

/// <summary>One argument or result as it crosses to libtorch: 16 bytes, the layout of <c>ats::Arg</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
struct NativeArg
{
    public Tag Tag;
    public int Count;
    public long Bits;

    public readonly nint Pointer => (nint)Bits;
}
