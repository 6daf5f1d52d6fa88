using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>L2 penalty: weight decay that goes through the gradient.</summary>
static class Penalty
{
    /// <returns>g + λθ, shaped like <paramref name="grad"/>; the gradient itself when λ is 0. Not to be changed.</returns>
    public static Tensor On(Tensor grad, Tensor theta, double weight) => weight == 0 ? grad : grad.add(theta, alpha: weight);
}
