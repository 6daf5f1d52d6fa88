using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>
/// Gradient descent on a linear critic with a real sample at 1 and a generated one at −1, which are W = 2 apart: the WGAN loss is −W w, so
/// that each term's optimal slope w is known.
/// </summary>
public sealed class CriticOptimumTests
{
    [Theory]
    [InlineData(Lipschitz.Cp, 1)] // W / 2ρ
    [InlineData(Lipschitz.MaxGp, 1)]
    [InlineData(Lipschitz.Gp, 4)] // K + W / 2ρ
    [InlineData(Lipschitz.Lp, 4)]
    [InlineData(Lipschitz.MaxGpK, 4)]
    [InlineData(Lipschitz.MaxAl, 3)] // K
    [InlineData(Lipschitz.WeightClipping, 0.5)] // c
    [InlineData(Lipschitz.Sn, 1)]
    public void Descent_finds_the_slope(Lipschitz kind, double expected)
    {
        manual_seed(1);
        using var generator = new Generator(1);
        using var term = LipschitzTerm.Create(kind, rho: 1, k: 3, clip: 0.5, lambdaRate: 0.5);
        using var critic = new MlpCritic(1, 1, 0, std: 1, powerIterations: kind == Lipschitz.Sn ? 1 : 0);
        critic.to(ScalarType.Float64);
        using var optimizer = optim.SGD(critic.parameters(), 0.05);
        for (var step = 0; step < 500; step++) Step(critic, term, optimizer, generator);
        using var scope = NewDisposeScope();
        var (high, low) = (critic.call(Toy.Rows([1])), critic.call(Toy.Rows([-1])));
        Math.Abs((high - low).item<double>() / 2).ShouldBe(expected, 1e-6);
    }

    static void Step(MlpCritic critic, LipschitzTerm term, optim.Optimizer optimizer, Generator generator)
    {
        using var scope = NewDisposeScope();
        var (real, fake) = (Toy.Rows([1]), Toy.Rows([-1]));
        optimizer.zero_grad();
        var loss = GanObjective.Wgan.CriticLoss(critic.call(real), critic.call(fake)) + term.Penalty(critic, real, fake, generator);
        loss.backward();
        optimizer.step();
        term.AfterStep(critic);
    }
}
