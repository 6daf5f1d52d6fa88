using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>Exponential moving averages, in place.</summary>
static class Ema
{
    /// <summary>m ← β m + (1−β) x.</summary>
    /// <returns>m.</returns>
    public static Tensor Follow(this Tensor mean, Tensor x, double beta) => mean.mul_(beta).add_(x, alpha: 1 - beta);

    /// <summary>v ← β v + (1−β) x².</summary>
    /// <returns>v.</returns>
    public static Tensor FollowSquare(this Tensor mean, Tensor x, double beta) => mean.mul_(beta).addcmul_(x, x, 1 - beta);

    /// <summary>1 − βᵗ: what an average that starts at 0 has seen after t steps. Dividing by it corrects the bias.</summary>
    public static double Seen(double beta, long t) => 1 - Math.Pow(beta, t);
}
