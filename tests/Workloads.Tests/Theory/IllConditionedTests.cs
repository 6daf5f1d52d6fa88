using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class IllConditionedTests
{
    [Fact]
    public void Gradient_descent_on_a_well_conditioned_problem_finds_the_matrix()
    {
        var found = TheoryRun.Run("ill-conditioned[kappa=2,form=spectrum,rows=4,columns=3]", "sgd[lr=0.05]", 2_000);

        found["train/loss"].ShouldBeLessThan(1e-12);
        found["train/decades"].ShouldBe(Math.Log10(found["train/loss"]), 1e-9);
    }

    [Theory]
    [InlineData("ill-conditioned", 1e-10)]
    [InlineData("ill-conditioned[form=spectrum]", 1e-7)]
    public void The_step_is_the_gradient_of_the_loss(string problem, double rate)
    {
        using var run = TheoryRun.Open(problem, FormattableString.Invariant($"sgd[lr={rate}]"), 1);
        var before = run.Evaluate().Metrics;
        run.TrainStep();
        var after = run.Evaluate().Metrics;

        // θ moves by −rate of the gradient, so the loss falls by rate times its square, to first order.
        var square = Math.Pow(before["train/gradient"], 2);
        ((before["train/loss"] - after["train/loss"]) / rate).ShouldBe(square, square * 1e-4);
        after["batch/loss"].ShouldBe(before["train/loss"], before["train/loss"] * 1e-12);
        before["train/decades"].ShouldBe(Math.Log10(before["train/loss"]), 1e-12);
    }

    [Fact]
    public void The_gradients_are_those_of_autograd()
    {
        using var scope = NewDisposeScope();
        var (a, x) = (randn(5, 3, dtype: ScalarType.Float64), randn(3, 40, dtype: ScalarType.Float64));
        var net = new TwoLayers(5, 3, 1);
        var (of1, of2) = (zeros(5, 3, dtype: ScalarType.Float64), zeros(3, 3, dtype: ScalarType.Float64));

        var value = new TwoLayerLoss(a, x.matmul(x.t())).Gradients(net.W1, net.W2, of1, of2);
        var expected = (net.W1.matmul(net.W2) - a).matmul(x).square().sum();
        expected.backward();

        value.ShouldBe(expected.item<double>(), 1e-9);
        of1.allclose(net.W1.grad!, 1e-10, 1e-10).ShouldBeTrue();
        of2.allclose(net.W2.grad!, 1e-10, 1e-10).ShouldBeTrue();
    }

    [Fact]
    public void The_loss_of_the_notebook_starts_near_a_hundred_thousand() // as the axis of Figure 21
        => TheoryRun.Run("ill-conditioned", "sgd[lr=1e-12]", 1)["train/loss"].ShouldBeInRange(3e4, 3e6);

    [Fact]
    public void Blocks_are_the_same_steps()
    {
        var ones = TheoryRun.Run("ill-conditioned", "adam[lr=0.01]", 60);
        var blocks = TheoryRun.Run("ill-conditioned[block=20]", "adam[lr=0.01]", 3);

        blocks["train/loss"].ShouldBe(ones["train/loss"]);
    }

    [Fact]
    public void The_batch_loss_of_a_block_is_that_of_its_last_step_and_the_mean_over_blocks()
    {
        double After(long steps) => TheoryRun.Run("ill-conditioned", "sgd[lr=1e-6]", steps)["train/loss"];
        var blocks = TheoryRun.Run("ill-conditioned[block=3]", "sgd[lr=1e-6]", 2);

        blocks["batch/loss"].ShouldBe((After(2) + After(5)) / 2, blocks["batch/loss"] * 1e-12); // taken before the step
        blocks["train/loss"].ShouldBe(After(6), blocks["train/loss"] * 1e-12);
    }

    [Fact]
    public void A_schedule_counts_training_steps_whatever_the_block()
    {
        var blocks = TheoryRun.Run("ill-conditioned[block=2]", "sgd[lr=1e-5]", 3, "step[every=1,gamma=0.5,unit=step]");
        var ones = TheoryRun.Run("ill-conditioned", "sgd[lr=1e-5]", 6, "step[every=2,gamma=0.5,unit=step]");

        blocks["train/loss"].ShouldBe(ones["train/loss"]);
    }

    [Fact]
    public void A_larger_condition_number_leaves_more_to_do() =>
        TheoryRun.Run("ill-conditioned[kappa=1e5,form=spectrum]", "sgd[lr=0.05]", 1_000)["train/loss"]
            .ShouldBeGreaterThan(TheoryRun.Run("ill-conditioned[kappa=2,form=spectrum]", "sgd[lr=0.05]", 1_000)["train/loss"]);

    [Fact]
    public void More_columns_than_rows_are_a_problem() =>
        new IllConditioned(rows: 3, columns: 4).Validate().ShouldHaveSingleItem().ShouldContain("columns = 4");
}
