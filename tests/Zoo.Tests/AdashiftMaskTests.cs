using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Sparse gradients: Algorithm 2 divides by ε where v is still 0; the authors' code lets such an element wait.</summary>
public sealed class AdashiftMaskTests
{
    const double Eps = 1e-10;

    /// <summary>By row a step, by column an element: one always active, one whose first gradients are zero, one that never wakes.</summary>
    static readonly double[][] Gradients =
    [
        [1, 0, 0], [2, 0, 0], [-1, 3, 0], [1, 0, 0], [2, 1, 0], [0.5, 0, 0], [-2, 2, 0], [1, 1, 0],
    ];

    [Theory]
    [InlineData(1, 0.0, true)]
    [InlineData(2, 0.9, true)]
    [InlineData(1, 0.0, false)]
    [InlineData(2, 0.9, false)]
    public void Masked_elements_move_as_in_the_authors_code(int delay, double beta1, bool accelerate)
    {
        var rule = new Adashift(Phi.None, Lr: 0.1, Beta1: beta1, Beta2: 0.9, Delay: delay, Eps: Eps, Mask: true)
        {
            Accelerate = accelerate,
        };

        var actual = Run(rule);

        for (var element = 0; element < 3; element++)
            actual[element].ShouldBe(Expected(element, delay, beta1, beta2: 0.9), tolerance: 1e-12, $"element {element}");
    }

    [Fact]
    public void Without_a_mask_the_first_gradient_after_silence_is_divided_by_epsilon() =>
        Math.Abs(Run(new Adashift(Phi.None, Lr: 0.1, Beta1: 0, Beta2: 0.9, Delay: 1, Eps: Eps))[1]).ShouldBeGreaterThan(0.1 * 3 / Eps / 2);

    [Fact]
    public void A_mask_changes_nothing_where_every_gradient_counts()
    {
        var plain = new Adashift(Phi.Max, Lr: 0.1, Delay: 2) { Accelerate = false };

        Run(plain with { Mask = true }).ShouldBe(Run(plain));
    }

    static double[] Run(Adashift rule)
    {
        using var theta = new Parameter(zeros(3, dtype: ScalarType.Float64));
        using var optimizer = rule.For([theta]);
        foreach (var gradient in Gradients)
        {
            using var scope = NewDisposeScope();
            theta.grad = tensor(gradient);
            optimizer.step();
        }

        return theta.detach().data<double>().ToArray();
    }

    /// <summary>
    /// One element of the released optimizer in plain doubles: v and m from a queue, z = "v was above 0", p counted while z.
    /// </summary>
    static double Expected(int element, int delay, double beta1, double beta2)
    {
        var (theta, v, p, awake) = (0.0, 0.0, 1.0, false);
        for (var t = delay; t < Gradients.Length; t++)
        {
            var shifted = Gradients[t - delay][element];
            v = beta2 * v + (1 - beta2) * shifted * shifted;
            awake |= v > 0;
            if (!awake) continue;
            p *= beta2;
            var weights = Enumerable.Range(0, delay).Select(i => Math.Pow(beta1, i)).ToArray();
            var m = weights.Select((w, i) => w * Gradients[t - i][element]).Sum() / weights.Sum();
            theta -= 0.1 * m / (Math.Sqrt(v / (1 - p)) + Eps);
        }

        return theta;
    }
}
