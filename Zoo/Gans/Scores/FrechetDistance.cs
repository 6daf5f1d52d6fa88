using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// Fréchet distance of two sets of features, each modelled as a normal distribution: ‖μ₁ − μ₂‖² + Tr(S₁ + S₂ − 2 (S₁ S₂)^½), with sample
/// covariances S. Of Inception features it is the FID (Heusel et al. 2017, arXiv 1706.08500).
/// </summary>
/// <remarks>
/// With S = RᵀR, Tr (S₁ S₂)^½ is the sum of the singular values of R₁ R₂ᵀ: their squares are the eigenvalues of S₁^½ S₂ S₁^½. This is
/// real, takes no root of a rounding error, and is accurate with fewer samples than features, unlike the usual square root of S₁ S₂.
/// </remarks>
public static class FrechetDistance
{
    /// <param name="x">[N, D], at least two rows.</param>
    /// <param name="y">[M, D], at least two rows.</param>
    /// <returns>At least 0; NaN if a feature is not finite. Computed in float64.</returns>
    /// <exception cref="ArgumentException">Not two sets of at least two vectors of the same dimension.</exception>
    public static double Between(Tensor x, Tensor y)
    {
        if (x.dim() != 2 || y.dim() != 2 || x.shape[1] != y.shape[1] || x.shape[0] < 2 || y.shape[0] < 2)
            throw new ArgumentException(
                $"Two sets [N, D] and [M, D] of two rows or more are needed, not {x.Shape()} and {y.Shape()}.", nameof(y));
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var (meanX, rootX) = Moments(x);
        var (meanY, rootY) = Moments(y);
        var means = (meanX - meanY).square().sum();
        var traces = rootX.square().sum() + rootY.square().sum();
        if (!double.IsFinite((means + traces).item<double>())) return double.NaN;
        var cross = linalg.svdvals(rootX.mm(rootY.t())).sum();
        return Math.Max(0, (means + traces - (2 * cross)).item<double>());
    }

    /// <returns>The mean, [D], and an R with RᵀR the sample covariance, [min(N, D), D].</returns>
    static (Tensor mean, Tensor root) Moments(Tensor features)
    {
        var x = features.to(ScalarType.Float64);
        var mean = x.mean([0]);
        var centred = (x - mean) / Math.Sqrt(x.shape[0] - 1);
        return (mean, x.shape[0] > x.shape[1] && centred.isfinite().all().item<bool>() ? linalg.qr(centred, linalg.QRMode.R).R : centred);
    }
}
