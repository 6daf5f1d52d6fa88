namespace AdaShift.Bench.Abstractions.Tests;

public sealed class IntervalTests
{
    [Theory]
    [InlineData("[0, 1)", 0, true)]
    [InlineData("[0, 1)", 1, false)]
    [InlineData("(0, inf)", 0, false)]
    [InlineData("(0, inf)", double.PositiveInfinity, false)]
    [InlineData("(0, inf]", double.PositiveInfinity, true)]
    [InlineData("(-inf, inf)", -1e300, true)]
    [InlineData("(-inf, inf)", double.NaN, false)]
    public void Brackets_say_whether_an_end_is_in(string text, double value, bool contained) =>
        new IntervalAttribute(text).Contains(value).ShouldBe(contained);

    [Theory]
    [InlineData("[0, 1)")]
    [InlineData("(0, inf)")]
    [InlineData("[-1.5, 64]")]
    public void It_is_written_as_it_is_read(string text) => new IntervalAttribute(text).ToString().ShouldBe(text);

    [Theory]
    [InlineData("")]
    [InlineData("0, 1")]
    [InlineData("[0; 1]")]
    [InlineData("[0, 1, 2]")]
    public void What_is_no_interval_is_refused(string text) =>
        Should.Throw<FormatException>(() => new IntervalAttribute(text)).Message.ShouldContain("is not an interval");
}
