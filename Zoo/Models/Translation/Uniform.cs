using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>Initial weights.</summary>
static class Uniform
{
    /// <returns>U(−range, range) of this shape.</returns>
    public static Tensor Draw(double range, params long[] shape)
    {
        using var unrecorded = no_grad();
        return empty(shape).uniform_(-range, range);
    }
}
