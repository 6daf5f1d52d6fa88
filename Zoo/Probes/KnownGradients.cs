using AdaShift.Bench.Optim;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>Runs any rule along gradients that are known beforehand.</summary>
public static class KnownGradients
{
    /// <param name="gradients">[T, N] in float64, one parameter of N elements; θ starts at 0 and the rule without state.</param>
    /// <param name="every">θ is recorded every so many steps.</param>
    /// <returns>[⌊T / every⌋, N].</returns>
    public static Tensor Run(UpdateRule rule, Tensor gradients, long every)
    {
        using var theta = new Parameter(zeros(gradients.shape[1], dtype: gradients.dtype));
        using var optimizer = rule.For([theta]);
        return optimizer.Advance(gradients, new() { Every = every });
    }
}
