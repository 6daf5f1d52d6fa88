using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>The rules that PyTorch does not have, against their papers' algorithms in plain doubles.</summary>
public sealed class ZooOracleTests
{
    const int Steps = 28;

    /// <summary>One element's optimizer: the next θ from θ and g.</summary>
    delegate double Scalar(double theta, double grad);

    [Theory]
    [InlineData(0.9, 0.99, 0.0)]
    [InlineData(0.5, 0.9, 0.1)]
    [InlineData(0.95, 0.98, 1.0)]
    [InlineData(0.0, 0.5, 0.0)]
    public void Lion_follows_algorithm_2(double beta1, double beta2, double decay) =>
        Compare(new Lion(Lr: 0.01, beta1, beta2, decay), () => LionOf(0.01, beta1, beta2, decay));

    [Fact]
    public void Lion_with_exchanged_betas_is_found_out()
    {
        using var exchanged = new Trial(new Lion(Lr: 0.01, Beta1: 0.99, Beta2: 0.9), () => LionOf(0.01, 0.9, 0.99, 0));
        exchanged.WorstAfter(Steps).ShouldBeGreaterThan(0.01);
    }

    [Theory]
    [InlineData(0.9, 1e-8)]
    [InlineData(0.0, 1e-3)]
    [InlineData(0.99, 1.0)]
    public void Adamnc_divides_by_the_mean_of_all_squares(double beta1, double eps) =>
        Compare(new Adamnc(Lr: 0.05, beta1, eps), () => AdamncOf(0.05, beta1, eps));

    [Fact]
    public void Lion_steps_by_the_sign_of_what_beta1_mixes()
    {
        // m = 0.1·8 = 0.8 after the first step; c = 0.5·0.8 − 0.5·1 < 0, though 0.9·0.8 − 0.1·1 > 0.
        using var scope = NewDisposeScope();
        var theta = Toy.Parameter([0], [1], ScalarType.Float64);
        using var optimizer = new Lion(Lr: 1, Beta1: 0.5, Beta2: 0.9).For([theta]);
        foreach (var g in new[] { 8.0, -1 })
        {
            theta.grad = Toy.Tensor([g], [1]);
            optimizer.step();
        }

        theta.Values().ShouldBe([0]);
    }

    static Scalar LionOf(double lr, double beta1, double beta2, double decay)
    {
        var m = 0.0;
        return (theta, g) =>
        {
            var c = (beta1 * m) + ((1 - beta1) * g);
            m = (beta2 * m) + ((1 - beta2) * g);
            return theta - (lr * (Math.Sign(c) + (decay * theta)));
        };
    }

    static Scalar AdamncOf(double lr, double beta1, double eps)
    {
        var squares = new List<double>();
        var m = 0.0;
        return (theta, g) =>
        {
            squares.Add(g * g);
            m = (beta1 * m) + ((1 - beta1) * g);
            return theta - (lr * m / (1 - Math.Pow(beta1, squares.Count)) / (Math.Sqrt(squares.Average()) + eps));
        };
    }

    static void Compare(UpdateRule rule, Func<Scalar> oracle)
    {
        using var exact = new Trial(rule, oracle);
        exact.WorstAfter(Steps).ShouldBeLessThan(1e-12, $"{rule}");
        using var single = new Trial(rule, oracle, ScalarType.Float32);
        single.WorstAfter(Steps).ShouldBeLessThan(1e-6, $"{rule} in float32");
    }

    /// <summary>A rule beside its oracle, on the toy parameters; the second gets no gradient for six steps.</summary>
    sealed class Trial(UpdateRule rule, Func<Scalar> oracle, ScalarType dtype = ScalarType.Float64) : IDisposable
    {
        readonly DisposeScope scope = NewDisposeScope();

        public void Dispose() => scope.Dispose();

        /// <returns>The largest error over all steps, relative to θ where that is above 1.</returns>
        public double WorstAfter(int steps)
        {
            var parameters = Toy.Parameters(dtype);
            using var optimizer = rule.For(parameters);
            var theta = Toy.Shapes.Select((_, i) => Toy.Start(i)).ToArray();
            var oracles = theta.Select(t => t.Select(_ => oracle()).ToArray()).ToArray();
            var worst = 0.0;
            for (var step = 0; step < steps; step++)
            {
                Toy.Backward(parameters, step, i => i != 1 || step >= 6);
                optimizer.step();
                for (var i = 0; i < theta.Length; i++)
                {
                    if (i == 1 && step < 6) continue;
                    var gradient = Toy.Gradient(step, i);
                    for (var k = 0; k < gradient.Length; k++) theta[i][k] = oracles[i][k](theta[i][k], gradient[k]);
                    worst = theta[i].Zip(parameters[i].Values(), (a, b) => Math.Abs(a - b) / Math.Max(1, Math.Abs(a))).Append(worst).Max();
                }
            }

            return worst;
        }
    }
}
