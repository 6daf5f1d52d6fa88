using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class IllConditionedTests
{
    [Fact]
    public void Gradient_descent_on_a_well_conditioned_problem_finds_the_matrix() =>
        TheoryRun.Run("ill-conditioned[kappa=2,rows=4,columns=3]", "sgd[lr=0.05]", 2_000)["train/loss"].ShouldBeLessThan(1e-12);

    [Fact]
    public void The_step_is_the_gradient_of_the_loss()
    {
        using var run = TheoryRun.Open("ill-conditioned", "sgd[lr=1e-7]", 1);
        var before = run.Evaluate().Metrics;
        run.TrainStep();
        var after = run.Evaluate().Metrics;

        // θ moves by −1e-7 of the gradient, so the loss falls by 1e-7 of its square, to first order.
        ((before["train/loss"] - after["train/loss"]) / 1e-7).ShouldBe(Math.Pow(before["train/gradient"], 2), Math.Pow(before["train/gradient"], 2) * 1e-4);
        after["batch/loss"].ShouldBe(before["train/loss"], 1e-12);
    }

    [Fact]
    public void Blocks_are_the_same_steps_under_the_same_schedule()
    {
        var ones = TheoryRun.Run("ill-conditioned", "adam[lr=0.01]", 60, "linear");
        var blocks = TheoryRun.Run("ill-conditioned[block=20]", "adam[lr=0.01]", 3, "linear");

        blocks["train/loss"].ShouldBe(ones["train/loss"]);
    }

    [Fact]
    public void A_schedule_by_epochs_counts_training_steps()
    {
        var ones = TheoryRun.Run("ill-conditioned", "sgd[lr=0.01]", 6, "exponential[gamma=0.5,unit=epoch]");
        var blocks = TheoryRun.Run("ill-conditioned[block=2]", "sgd[lr=0.01]", 3, "exponential[gamma=0.5,unit=epoch]");
        var byStep = TheoryRun.Run("ill-conditioned", "sgd[lr=0.01]", 6, "step[every=2,gamma=0.5,unit=step]");

        blocks["train/loss"].ShouldBe(byStep["train/loss"]);
        blocks["train/loss"].ShouldNotBe(ones["train/loss"]);
    }

    [Fact]
    public void A_larger_condition_number_leaves_more_to_do() =>
        TheoryRun.Run("ill-conditioned[kappa=1e5]", "sgd[lr=0.05]", 1_000)["train/loss"]
            .ShouldBeGreaterThan(TheoryRun.Run("ill-conditioned[kappa=2]", "sgd[lr=0.05]", 1_000)["train/loss"]);

    [Fact]
    public void More_columns_than_rows_are_a_problem() =>
        new IllConditioned(rows: 3, columns: 4).Problems().ShouldHaveSingleItem().ShouldContain("columns = 4");
}
