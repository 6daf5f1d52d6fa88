using System.Runtime.InteropServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The libtorch that the native part was compiled against.</summary>
    public static string __version__ => Marshal.PtrToStringUTF8(Native.ats_version()) ?? "";

    /// <summary>The element type of arithmetic between two tensors.</summary>
    public static ScalarType result_type(Tensor tensor1, Tensor tensor2) => (ScalarType)Ops.result_type_Tensor.RunInt(tensor1, tensor2);

    public static bool can_cast(ScalarType from, ScalarType to) => Ops.can_cast.RunBool(from, to);

    public static ScalarType promote_types(ScalarType type1, ScalarType type2) => (ScalarType)Ops.promote_types.RunInt(type1, type2);

    public static bool is_tensor(object obj) => obj is Tensor;
}
