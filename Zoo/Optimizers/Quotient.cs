using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>m / (√v + ε), with 0/0 defined as 0.</summary>
static class Quotient
{
    /// <param name="numerator">m; where it is 0 the quotient is 0, so that a parameter without gradient rests even with ε = 0.</param>
    /// <param name="root">√v + ε, broadcast to <paramref name="numerator"/>; 0 if ε is, or is rounded to 0 in float16.</param>
    /// <returns>A new tensor shaped like <paramref name="numerator"/>.</returns>
    public static Tensor Of(Tensor numerator, Tensor root, double eps) =>
        eps > 0 && root.dtype != ScalarType.Float16 ? numerator.div(root) : numerator.div(root).masked_fill_(numerator.eq(0), 0);
}
