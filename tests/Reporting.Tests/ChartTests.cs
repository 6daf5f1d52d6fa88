using System.Text.Json;
using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Document;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting.Tests;

public class ChartTests
{
    [Fact]
    public void Bars_begin_at_zero() =>
        Drawn<TimeChart>(Examples.Mixed()).Option["xAxis"]!["scale"]!.GetValue<bool>().ShouldBeFalse();

    [Fact]
    public void Curves_that_span_decades_start_on_a_logarithmic_scale()
    {
        Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3000, 30, 0.3)).Option["yAxis"]!["type"]!.GetValue<string>().ShouldBe("log");
        Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1, 0.09)).Option["yAxis"]!["type"]!.GetValue<string>().ShouldBe("log");
        Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1, 0.11)).Option["yAxis"]!["type"]!.GetValue<string>().ShouldBe("value");
        Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1)).Option["yAxis"]!["type"]!.GetValue<string>().ShouldBe("value");
    }

    [Fact]
    public void A_zero_forbids_the_logarithmic_scale() =>
        Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1, 0)).LogAxis.ShouldBeNull();

    [Fact]
    public void The_untrained_model_is_left_out_of_long_curves_and_the_caption_says_so()
    {
        var longer = Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1, 0.9, 0.8, 0.7));
        longer.Option["series"]![0]!["data"]!.AsArray().Count.ShouldBe(5);
        longer.Chart.Text.Caption.ShouldContain("step 0");
        var shorter = Loss(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1));
        shorter.Option["series"]![0]!["data"]!.AsArray().Count.ShouldBe(3);
        shorter.Chart.Text.Caption.ShouldNotContain("step 0");
    }

    [Fact]
    public void A_curve_has_a_line_a_band_and_a_cross_where_a_seed_diverged()
    {
        var chart = Loss(Examples.Mixed());
        var adam = chart.Option["series"]!.AsArray().Where(s => s!["name"]!.GetValue<string>() == "Adam").ToList();
        adam.Select(s => s!["type"]!.GetValue<string>()).ShouldBe(["line", "custom", "scatter"]);
        adam[2]!["data"]!.ToJsonString().ShouldBe("[[2,5.5]]");
        adam.Select(s => s!["color"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem();
        chart.Chart.Text.Caption.ShouldContain("Adam seed 3 at step 217");
    }

    [Fact]
    public void One_that_diverged_before_its_first_evaluation_is_named_though_it_has_no_line()
    {
        var chart = Loss(new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 3, 2, 1, 0.9, 0.8, 0.7)
            .Diverged("B", Examples.Sgd, 0, 12, 3));
        chart.Option["series"]!.AsArray().Select(s => s!["name"]!.GetValue<string>()).ShouldAllBe(name => name == "A");
        chart.Chart.Text.Caption.ShouldContain("Diverged before the first evaluation, so not shown: B seed 0 at step 12.");
        chart.Chart.Text.Caption.ShouldNotContain("✕");
    }

    [Fact]
    public void A_line_is_the_mean_over_the_seeds_and_its_band_goes_from_the_lowest_to_the_highest()
    {
        var runs = new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 3, 2).Ran("A", Examples.Adam, 1, 3, 8).Ran("A", Examples.Adam, 2, 3, 5);
        var series = Loss(runs).Option["series"]!;
        series[0]!["data"]!.ToJsonString().ShouldBe("[[0,3,3,3,3],[1,5,2,8,3]]");
        series[1]!["data"]!.ToJsonString().ShouldBe("[[0,3,3],[1,2,8]]");
    }

    [Fact]
    public void Final_values_have_a_dot_a_seed_the_interval_and_the_mean()
    {
        var runs = new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 3, 1).Ran("A", Examples.Adam, 1, 3, 2).Ran("A", Examples.Adam, 2, 3, 6)
            .Diverged("A", Examples.Adam, 3, 50, 3);
        var series = Drawn<DotChart>(runs).Option["series"]!;
        series[0]!["data"]!.ToJsonString().ShouldBe("[[1,0,0],[2,0,1],[6,0,2]]");
        var whisker = series[1]!["data"]![0]!.AsArray().Select(v => v!.GetValue<double>()).ToArray();
        whisker.ShouldBe([3 - 6.572, 0, 3 + 6.572], 1e-3); // t(0.975, 2) = 4.3027, s = √7
        series[2]!["data"]!.ToJsonString().ShouldBe("[[3,0]]");
    }

    [Fact]
    public void A_bar_has_a_piece_for_each_phase()
    {
        var series = Drawn<TimeChart>(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1)).Option["series"]!.AsArray();
        series.Select(s => (s!["name"]!.GetValue<string>(), Math.Round(s["data"]![0]!.GetValue<double>(), 12)))
            .ShouldBe([("training", 0.4), ("optimizer", 0.1), ("data", 0.02), ("evaluation", 0.09), ("bookkeeping", 0.004)]);
    }

    [Fact]
    public void What_is_not_finite_is_left_out() =>
        JsonSerializer.Serialize(Options.Row(1, double.NaN, double.PositiveInfinity)).ShouldBe("[1,\"-\",\"-\"]");

    static Drawing Loss(SyntheticRuns runs) => Drawn<CurveChart>(runs);

    /// <summary>The first chart of a kind: the one of train/loss, where there are several.</summary>
    static Drawing Drawn<TChart>(SyntheticRuns runs)
        where TChart : Chart
    {
        using var temporary = new TemporaryFolder();
        var page = ReportPage.Of(ReportData.Of([runs.WriteTo(temporary.At("runs"))]), null);
        return Drawing.Of(page.Charts.OfType<TChart>().First(), new(page));
    }
}
