using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// AM score: E H(p(y|x)) + KL(p_ref ‖ p_gen) in nats, lower is better (Zhou et al. 2018, Activation Maximization GANs, arXiv 1703.02000).
/// </summary>
public static class AmScore
{
    /// <param name="probabilities">p(y|x) of generated samples, [N, classes]; p_gen is their mean.</param>
    /// <param name="reference">p_ref, the classes' shares in the training data, [classes].</param>
    /// <returns>Infinite if a class of the reference is never generated with any probability.</returns>
    /// <exception cref="ArgumentException">A row or the reference is not a distribution, or of other classes.</exception>
    public static double Of(Tensor probabilities, Tensor reference)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var p = ClassProbabilities.Check(probabilities);
        if (reference.dim() != 1 || reference.shape[0] != p.shape[1])
            throw new ArgumentException($"The reference is {reference.Shape()}, but there are {p.shape[1]} classes.", nameof(reference));
        var expected = ClassProbabilities.Check(reference.unsqueeze(0)).squeeze(0);
        var entropy = -p.xlogy(p).sum(1).mean();
        var divergence = (expected.xlogy(expected) - expected.xlogy(p.mean([0]))).sum();
        return (entropy + divergence).item<double>();
    }
}
