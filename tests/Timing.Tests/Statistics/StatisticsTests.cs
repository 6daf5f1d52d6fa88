using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Timing.Tests.Statistics;

/// <summary>Numbers worked out by hand, or published ones.</summary>
public class StatisticsTests
{
    /// <summary>
    /// Darwin's maize: heights of crossed minus self-fertilized plants, eighths of an inch, 15 pairs (Fisher 1935, section 21).
    /// </summary>
    static readonly double[] maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Fact]
    public void Summary_has_the_sample_standard_deviation()
    {
        var summary = Summary.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        summary.N.ShouldBe(8);
        summary.Mean.ShouldBe(5);
        summary.Sd!.Value.ShouldBe(Math.Sqrt(32.0 / 7), 1e-12);
        summary.Median.ShouldBe(4.5);
        (summary.Min, summary.Max).ShouldBe((2, 9));
    }

    [Fact]
    public void A_single_number_has_no_spread()
    {
        Summary.Of([3]).Sd.ShouldBeNull();
        ConfidenceInterval.OfMean([3]).ShouldBeNull();
    }

    [Fact]
    public void An_empty_sample_is_refused() => Should.Throw<ArgumentException>(() => Summary.Of([]));

    [Fact]
    public void Student_interval_of_1_to_5()
    {
        // mean 3, s = √2.5, t(0.975, 4) = 2.776445
        var ci = ConfidenceInterval.OfMean([1, 2, 3, 4, 5])!;
        ci.Low.ShouldBe(3 - 2.7764451052 * Math.Sqrt(2.5 / 5), 1e-8);
        ci.High.ShouldBe(3 + 2.7764451052 * Math.Sqrt(2.5 / 5), 1e-8);
    }

    [Fact]
    public void Student_interval_of_Darwins_maize()
    {
        // Mean 20.933, s 37.744: Fisher's t = 2.148 with 14 degrees of freedom; 95 % interval (0.03, 41.84).
        var ci = ConfidenceInterval.OfMean(maize)!;
        ci.Low.ShouldBe(0.0312, 0.005);
        ci.High.ShouldBe(41.8355, 0.005);
    }

    [Fact]
    public void An_infinite_number_has_no_interval() => ConfidenceInterval.OfMean([1, double.PositiveInfinity]).ShouldBeNull();

    [Fact]
    public void Sign_flip_of_Darwins_maize_gives_Fishers_count() =>
        // Fisher: of 32,768 patterns 863 give a sum of at least 314 on one side, 1,726 on both.
        SignFlipTest.P(maize).ShouldBe(1726.0 / 32768);

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(2, 0.5)]
    [InlineData(5, 0.0625)]
    [InlineData(8, 0.0078125)]
    public void The_smallest_p_of_n_pairs_is_2_in_2_to_the_n(int n, double p) =>
        SignFlipTest.P([.. Enumerable.Range(1, n).Select(i => i * 0.1)]).ShouldBe(p);

    [Theory]
    [InlineData(3)]
    [InlineData(21)] // sampled
    public void Sign_flip_of_nothing_but_ties_is_1(int n) => SignFlipTest.P([.. Enumerable.Repeat(0.0, n)]).ShouldBe(1);

    [Fact]
    public void Ties_count_as_ties_whatever_the_order_of_summation() => SignFlipTest.P([0.1, 0.2, 0.3, -0.6]).ShouldBe(1);

    [Fact]
    public void A_pattern_that_only_rounding_sets_apart_from_the_observed_one_counts_as_far_out() =>
        // Of 16 patterns, 10 have a sum of at least 0.6: ±1.2, ±1, ±0.8 once each, and ±0.6 twice.
        SignFlipTest.P([0.1, 0.2, -0.3, 0.6]).ShouldBe(0.625);

    [Theory]
    [InlineData(21)]
    [InlineData(40)]
    public void A_sampled_p_is_small_for_equal_signs_and_never_zero(int n)
    {
        var p = SignFlipTest.P([.. Enumerable.Repeat(1.0, n)])!.Value;
        p.ShouldBeGreaterThan(0);
        p.ShouldBeLessThan(1e-4);
    }

    [Fact]
    public void Sign_flip_of_many_pairs_samples_and_agrees()
    {
        double[] fewer = [.. maize, 3, -5, 11, 20, -2];
        double[] more = [.. fewer, 0.001];
        SignFlipTest.P(more)!.Value.ShouldBe(SignFlipTest.P(fewer)!.Value, 0.005);
        SignFlipTest.P(more).ShouldBe(SignFlipTest.P(more));
    }

    [Fact]
    public void Kaplan_Meier_of_the_6_MP_arm()
    {
        // Freireich et al. 1963, weeks of remission under 6-MP.
        double[] reached = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        double[] censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        TimeToEvent[] arm = [.. reached.Select(t => new TimeToEvent(t, true)), .. censored.Select(t => new TimeToEvent(t, false))];
        KaplanMeier.Curve(arm).Select(p => p.Time).ShouldBe([6, 7, 10, 13, 16, 22, 23]);
        KaplanMeier.Curve(arm).Select(p => Math.Round(p.Waiting, 3)).ShouldBe([0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448]);
        KaplanMeier.Median(arm).ShouldBe(23);
    }

    [Fact]
    public void The_median_of_mostly_censored_runs_is_unknown() =>
        KaplanMeier.Median([new(10, true), new(50, false), new(50, false), new(50, false), new(50, false)]).ShouldBeNull();

    [Fact]
    public void Without_censoring_the_median_is_the_middle_run() =>
        KaplanMeier.Median([new(30, true), new(10, true), new(20, true)]).ShouldBe(20);
}
