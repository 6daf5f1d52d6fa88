namespace AdaShift.Bench.Records.Tests;

public sealed class GoalTests
{
    [Theory]
    [InlineData(0.9, true)]
    [InlineData(0.95, true)]
    [InlineData(0.89, false)]
    [InlineData(double.NaN, false)]
    public void At_least(double value, bool reached) => Goal.AtLeast("test/accuracy", 0.9).IsReachedBy(value).ShouldBe(reached);

    [Theory]
    [InlineData(0.1, true)]
    [InlineData(0.11, false)]
    [InlineData(double.NaN, false)]
    public void At_most(double value, bool reached) => Goal.AtMost("test/loss", 0.1).IsReachedBy(value).ShouldBe(reached);
}
