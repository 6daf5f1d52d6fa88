namespace AdaShift.Bench.Records.Tests;

public sealed class RunLengthTests
{
    [Theory]
    [InlineData(2.0, null, 10L, 20, 10)]   // epochs: evaluates every epoch
    [InlineData(0.5, null, 10L, 5, 5)]     // less than one epoch: once, at its end
    [InlineData(0.01, null, 10L, 1, 1)]    // never nothing
    [InlineData(null, 100L, 10L, 100, 5)]  // steps: twenty times
    [InlineData(null, 7L, null, 7, 1)]
    public void It_knows_its_steps_and_how_often_it_evaluates(double? epochs, long? steps, long? stepsPerEpoch, long total, long interval)
    {
        var length = new RunLength(epochs, steps);
        length.TotalSteps(stepsPerEpoch).ShouldBe(total);
        length.EvaluationInterval(stepsPerEpoch).ShouldBe(interval);
    }

    [Fact]
    public void An_interval_that_was_asked_for_is_kept()
    {
        new RunLength(Steps: 100, EvaluateEverySteps: 3).EvaluationInterval(10).ShouldBe(3);
        new RunLength(Steps: 100, EvaluateEveryEpochs: 0.5).EvaluationInterval(10).ShouldBe(5);
    }

    [Fact]
    public void Epochs_of_work_that_has_none_are_refused() =>
        Should.Throw<InvalidOperationException>(() => new RunLength(Epochs: 1).TotalSteps(null))
            .Message.ShouldContain("give its length in steps");
}
