using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Reporting.Tests;

public class FormatTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(0.92345678, "0.9235")]
    [InlineData(1234.5678, "1235")]
    [InlineData(123456.789, "123,457")]
    [InlineData(0.000012345, "1.235e-5")]
    [InlineData(12345678.9, "1.235e+7")]
    [InlineData(-0.5, "-0.5000")]
    public void Values_have_four_digits(double value, string expected) => Format.Value(value).ShouldBe(expected);

    [Theory]
    [InlineData(0.92345, 0.00123, "0.9234 ± 0.0012")]
    [InlineData(1234.5, 67.8, "1234 ± 68")]
    [InlineData(0.05, 0.0000056, "0.0500000 ± 0.0000056")]
    [InlineData(0.5, 0.0, "0.5000 ± 0")]
    public void The_spread_decides_the_digits(double mean, double sd, string expected) =>
        Format.MeanSd(new Summary(5, mean, sd, mean, mean, mean)).ShouldBe(expected);

    [Theory]
    [InlineData(0.0000021, "2.10 µs")]
    [InlineData(0.00342, "3.42 ms")]
    [InlineData(12.34, "12.3 s")]
    [InlineData(600, "10.0 min")]
    [InlineData(10000, "2.78 h")]
    public void Seconds_choose_their_unit(double seconds, string expected) => Format.Seconds(seconds).ShouldBe(expected);

    [Fact]
    public void Differences_carry_their_sign()
    {
        Format.Signed(0.5, 0.1).ShouldBe("+0.50");
        Format.Signed(-0.5, 0.1).ShouldBe("−0.50");
        Format.Interval(new(-0.25, 0.75)).ShouldBe("[−0.25, +0.75]");
    }

    [Fact]
    public void Every_number_is_the_same_under_every_culture()
    {
        string All() => string.Join('|', Format.Value(-1234.5), Format.Number(0.5), Format.Count(9380), Format.Seconds(12.5),
            Format.Percent(0.25), Format.P(0.0625), Format.Bytes(123456789), Format.Signed(-0.5, 0.1), Format.Value(1e-6));
        Cultures.Under("ru-RU", All).ShouldBe(Cultures.Under("en-US", All));
    }
}
