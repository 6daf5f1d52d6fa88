using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>What the max terms carry from step to step: the steepest points, and λ. On f = ½‖x‖², whose slope is ‖x‖.</summary>
public sealed class MaxTermTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();
    readonly FunctionCritic critic = new(x => x.square().sum(1) / 2);

    public void Dispose()
    {
        critic.Dispose();
        scope.Dispose();
    }

    [Fact]
    public void The_steepest_points_come_last_in_the_next_batch()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxGp, rho: 1, kept: 2);
        Step(term, 1, 9, 3, 4);
        Step(term, 5, 6, 7, 8).ShouldBe(81); // 9 is still there
        critic.Batches[^1].Values().ShouldBe([5, 6, 9, 4]);
        Step(term, 1, 2, 0, 0);
        critic.Batches[^1].Values().ShouldBe([1, 2, 9, 6]);
    }

    [Fact]
    public void Nothing_is_kept_unless_asked_for()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxGp, rho: 1);
        Step(term, 1, 9);
        Step(term, 2, 3).ShouldBe(9);
    }

    [Fact]
    public void A_penalty_without_a_step_changes_nothing()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxAl, rho: 1, k: 1, kept: 1);
        for (var i = 0; i < 2; i++) Penalty(term, 1, 9).item<double>().ShouldBe(64);
        critic.Batches[1].Values().ShouldBe([1, 9]);
    }

    [Fact]
    public void The_points_are_chosen_again_every_third_step()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxGp, rho: 1, kept: 1, renewEvery: 3);
        Step(term, 9, 1);
        Step(term, 2, 3);
        Step(term, 4, 5);
        critic.Batches[^1].Values().ShouldBe([4, 5]); // none yet
        Step(term, 6, 0);
        critic.Batches[^1].Values().ShouldBe([6, 5]);
        Step(term, 7, 0);
        critic.Batches[^1].Values().ShouldBe([7, 5]);
    }

    [Theory]
    [InlineData(Lipschitz.MaxGp)]
    [InlineData(Lipschitz.MaxGpK)]
    [InlineData(Lipschitz.MaxAl)]
    public void A_restored_term_goes_on_as_if_uninterrupted(Lipschitz kind)
    {
        using var first = LipschitzTerm.Create(kind, kept: 2, renewEvery: 2);
        using var second = LipschitzTerm.Create(kind, kept: 2, renewEvery: 2);
        using var snapshot = new Snapshot();
        for (var i = 0; i < 3; i++) Step(first, i, 9 - i, 3, 4);
        first.Save(snapshot);
        Step(second, 99, 98, 97, 96);
        second.Load(snapshot);
        for (var i = 0; i < 4; i++) Step(second, 5, i, 2, 1).ShouldBe(Step(first, 5, i, 2, 1));
    }

    [Fact]
    public void A_term_that_has_taken_no_step_can_be_restored()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxGp, rho: 1, kept: 1);
        using var snapshot = new Snapshot();
        term.Save(snapshot);
        Step(term, 9, 8);
        term.Load(snapshot);
        Step(term, 1, 2).ShouldBe(4);
    }

    [Fact]
    public void State_of_another_term_is_refused_by_name()
    {
        using var source = LipschitzTerm.Create(Lipschitz.MaxAl);
        using var snapshot = new Snapshot();
        source.Save(snapshot);
        foreach (var kind in new[] { Lipschitz.None, Lipschitz.Gp, Lipschitz.MaxGp })
            Should.Throw<InvalidDataException>(() => LipschitzTerm.Create(kind).Load(snapshot)).Message.ShouldContain("lambda");
    }

    [Fact]
    public void A_batch_no_larger_than_what_is_kept_is_refused()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxGp, kept: 4);
        Should.Throw<ArgumentException>(() => Step(term, 1, 2, 3, 4)).Message
            .ShouldStartWith("A batch of 4 is too small to keep the 4 steepest points: give it at least 5, or keep fewer.");
    }

    /// <summary>c = 4, 1, −1 with ρ = 2 and a rate of ½, so that λ = 0, 2, 2.5 and in the end 2.</summary>
    [Fact]
    public void Lambda_follows_what_is_violated()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxAl, rho: 2, k: 3, lambdaRate: 0.5);
        Step(term, 7).ShouldBe(2 * 16);
        Step(term, 4).ShouldBe((2 * 1) + (2 * 1));
        Step(term, 2).ShouldBe((2 * 1) - (2.5 * 1));
        using var snapshot = new Snapshot();
        term.Save(snapshot);
        snapshot.GetNumber("lambda").ShouldBe(2);
    }

    [Fact]
    public void The_rate_of_lambda_is_a_thousandth()
    {
        using var term = LipschitzTerm.Create(Lipschitz.MaxAl, k: 3);
        Step(term, 7);
        using var snapshot = new Snapshot();
        term.Save(snapshot);
        snapshot.GetNumber("lambda").ShouldBe(4e-3, 1e-18);
    }

    /// <returns>The penalty of a critic step at these points: real and generated samples are the same.</returns>
    double Step(LipschitzTerm term, params double[] points)
    {
        var penalty = Penalty(term, points).item<double>();
        term.AfterStep(critic);
        return penalty;
    }

    Tensor Penalty(LipschitzTerm term, params double[] points)
    {
        using var generator = new Generator(1);
        var samples = tensor(points, dtype: ScalarType.Float64).unsqueeze(1);
        return term.Penalty(critic, samples, samples, generator);
    }
}
