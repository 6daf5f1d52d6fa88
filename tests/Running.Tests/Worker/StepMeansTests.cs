using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Both ways of reading the step log, the CPU's (at once) and the GPU's (many together), must give the same numbers.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class StepMeansTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void It_gives_the_mean_of_each_metric_since_the_last_report(bool deferred)
    {
        var means = new StepMeans(deferred);
        for (int step = 1; step <= 300; step++) Log(means, step, loss: step, value: 2);
        Report(means).ShouldBe(new Dictionary<string, double> { ["batch/loss"] = 150.5, ["batch/value"] = 2 });
        Log(means, 301, loss: 7, value: 3);
        Report(means).ShouldBe(new Dictionary<string, double> { ["batch/loss"] = 7, ["batch/value"] = 3 });
        Report(means).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false, double.NaN, "batch/loss is NaN")]
    [InlineData(true, double.NaN, "batch/loss is NaN")]
    [InlineData(false, double.PositiveInfinity, "batch/loss is Infinity")]
    [InlineData(true, double.NegativeInfinity, "batch/loss is -Infinity")]
    public void It_knows_the_exact_first_step_whose_loss_is_not_finite(bool deferred, double bad, string reason)
    {
        var means = new StepMeans(deferred);
        for (int step = 1; step <= 50; step++) Log(means, step, loss: step is 17 or 18 ? bad : 1, value: 0);
        means.Flush();
        means.Divergence.ShouldBe(new Divergence(17, reason));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_value_that_is_not_finite_is_no_divergence(bool deferred)
    {
        var means = new StepMeans(deferred);
        Log(means, 1, loss: 1, value: double.NaN);
        means.Flush();
        means.Divergence.ShouldBeNull();
        Report(means)["batch/value"].ShouldBe(double.NaN);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Saved_in_the_middle_it_goes_on_exactly(bool deferred)
    {
        var (whole, first, second) = (new StepMeans(deferred), new StepMeans(deferred), new StepMeans(deferred));
        for (int step = 1; step <= 20; step++)
        {
            Log(whole, step, 1.0 / step, step);
            if (step <= 11) Log(first, step, 1.0 / step, step);
        }
        using var snapshot = new Snapshot();
        first.Save(snapshot);
        second.Load(snapshot);
        for (int step = 12; step <= 20; step++) Log(second, step, 1.0 / step, step);
        Report(second).ShouldBe(Report(whole));
    }

    [Fact]
    public void Half_and_whole_numbers_are_read_too()
    {
        var means = new StepMeans(deferred: false);
        using var scope = NewDisposeScope();
        means.Value("half", tensor(0.5f).to(ScalarType.BFloat16));
        means.Value("count", tensor(3L));
        Report(means).ShouldBe(new Dictionary<string, double> { ["count"] = 3, ["half"] = 0.5 });
    }

    static void Log(StepMeans means, long step, double loss, double value)
    {
        using var scope = NewDisposeScope();
        means.BeginStep(step);
        means.Loss("batch/loss", tensor((float)loss));
        means.Value("batch/value", tensor(value));
    }

    static Dictionary<string, double> Report(StepMeans means)
    {
        var evaluation = new EvaluationBuilder();
        means.Report(evaluation);
        return new(evaluation.Build().Metrics);
    }
}
