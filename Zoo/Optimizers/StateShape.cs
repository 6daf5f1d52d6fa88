using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>What a loaded state must look like.</summary>
static class StateShape
{
    /// <summary>Whether a tensor has this shape, and the type of θ.</summary>
    public static bool IsLike(this Tensor tensor, Tensor theta, long[] shape) =>
        tensor.dtype == theta.dtype && tensor.shape.AsSpan().SequenceEqual(shape);
}
