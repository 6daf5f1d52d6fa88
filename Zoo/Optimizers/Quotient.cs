using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>m / (√v + ε), where nothing divided by nothing is nothing.</summary>
static class Quotient
{
    /// <param name="numerator">m; where it is 0 the quotient is 0, so that a parameter without gradient rests even with ε = 0.</param>
    /// <param name="root">√v + ε, of a shape that broadcasts to <paramref name="numerator"/>; 0 only if ε is.</param>
    /// <returns>A new tensor shaped like <paramref name="numerator"/>.</returns>
    public static Tensor Of(Tensor numerator, Tensor root, double eps) =>
        eps > 0 ? numerator.div(root) : numerator.div(root).masked_fill_(numerator.eq(0), 0);
}
