using AdaShift.Bench.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>Runs any rule along gradients that are known beforehand: in one native call where it offers one, else op by op.</summary>
public static class KnownGradients
{
    /// <param name="gradients">[T, N] in float64, one parameter of N elements; θ starts at 0 and the rule anew.</param>
    /// <param name="every">θ is recorded after this many steps, and again.</param>
    /// <returns>[⌊T / every⌋, N].</returns>
    public static Tensor Run(UpdateRule rule, Tensor gradients, long every)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var start = zeros(gradients.shape[1], dtype: gradients.dtype);
        return (rule.Fused && FusedSequence.Takes(rule)
            ? FusedSequence.Run(rule, start, gradients, every)
            : OneByOne(rule, start, gradients, every)).MoveToOuterDisposeScope();
    }

    static Tensor OneByOne(UpdateRule rule, Tensor start, Tensor gradients, long every)
    {
        using var theta = new Parameter(start);
        using var optimizer = rule.For([theta]);
        var (steps, thetas) = (gradients.shape[0], new List<Tensor>());
        for (long t = 0; t < steps; t++)
        {
            using (var gradient = gradients[t].clone())
            {
                theta.grad = gradient;
                optimizer.step();
            }

            if ((t + 1) % every == 0) thetas.Add(theta.detach().clone());
        }

        return thetas.Count == 0 ? empty(0, start.shape[0], dtype: start.dtype) : stack(thetas);
    }
}
