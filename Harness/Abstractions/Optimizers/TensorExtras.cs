using static TorchSharp.torch;

namespace AdaShift.Bench;

static class TensorExtras
{
    /// <summary>A copy without a graph, on a device.</summary>
    public static Tensor CloneTo(this Tensor tensor, Device device)
    {
        using var unrecorded = no_grad();
        return tensor.to(device, copy: true);
    }

    /// <summary>Whether shape, type and values are the same; NaN is the same as NaN.</summary>
    public static bool IsSameAs(this Tensor tensor, Tensor other)
    {
        using var scope = NewDisposeScope();
        return tensor.dtype == other.dtype && tensor.shape.AsSpan().SequenceEqual(other.shape)
            && tensor.eq(other).logical_or(tensor.ne(tensor).logical_and(other.ne(other))).all().cpu().item<bool>();
    }

    /// <summary>For messages: <c>[3, 4]</c>.</summary>
    public static string Shape(this Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}
