using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// exp E KL(p(y|x) ‖ p(y)): from 1 to the number of classes, higher is better. With an Inception network's p it is the Inception score
/// (Salimans et al. 2016, arXiv 1606.03498).
/// </summary>
public static class InceptionScore
{
    /// <param name="probabilities">p(y|x) of generated samples, [N, classes]; p(y) is their mean.</param>
    /// <exception cref="ArgumentException">A row is not a distribution.</exception>
    public static double Of(Tensor probabilities)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var p = ClassProbabilities.Check(probabilities);
        var divergence = p.xlogy(p) - p.xlogy(p.mean([0]));
        return divergence.sum(1).mean().exp().item<double>();
    }
}
