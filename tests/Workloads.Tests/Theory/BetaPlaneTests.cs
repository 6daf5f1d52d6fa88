using System.Text;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo.Probes;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class BetaPlaneTests
{
    const string Small = "beta-plane[grid=4,steps=400";

    [Fact]
    public void A_point_of_the_plane_is_the_end_of_a_run_with_those_betas()
    {
        using var run = TheoryRun.Open($"{Small}]", "adam", 4);
        var lines = Lines(TheoryRun.Walk(run, 4));
        var alone = TheoryRun.Run("online-sequential[block=400]", "adam[beta1=0.5,beta2=0.75]", 1)["online/theta"];

        lines.Length.ShouldBe(1 + 16);
        lines[0].ShouldBe("β1,β2,final θ");
        double.Parse(lines.Single(l => l.StartsWith("0.5,0.75,", StringComparison.Ordinal)).Split(',')[2], null).ShouldBe(alone, 1e-8);
    }

    [Theory]
    [InlineData("grid=6,steps=1200", 6, 6)]
    [InlineData("grid=6,steps=1200", 6, 5)]
    [InlineData("grid=4,steps=400,show=critical-c,largest=6", 4, 4)]
    public void The_metrics_are_those_of_the_points_that_are_known(string settings, int grid, int rows)
    {
        using var run = TheoryRun.Open($"beta-plane[{settings}]", "adam", grid);
        var evaluation = TheoryRun.Walk(run, rows);
        double[] values = [.. Lines(evaluation).Skip(1).Select(line => double.Parse(line.Split(',')[2], null))];
        double At(int i, int j) => double.IsNaN(values[(i * grid) + j]) ? double.PositiveInfinity : values[(i * grid) + j]; // not found

        var wrong = values.Count(v => settings.Contains("critical") ? double.IsFinite(v) : v > 0);
        bool[] rises =
        [
            .. from i in Enumerable.Range(0, rows) from j in Enumerable.Range(0, grid - 1) select At(i, j + 1) >= At(i, j),
            .. from i in Enumerable.Range(0, rows - 1) from j in Enumerable.Range(0, grid) select At(i + 1, j) >= At(i, j),
        ];

        values.Length.ShouldBe(rows * grid);
        wrong.ShouldBeInRange(1, values.Length - 1);
        evaluation.Metrics["plane/wrong-share"].ShouldBe((double)wrong / values.Length, 1e-12);
        evaluation.Metrics["plane/median"]
            .ShouldBe(values.Select(v => double.IsNaN(v) ? 6 : v).Order().ElementAt(values.Length / 2), 1e-8);
        evaluation.Metrics["plane/rises"].ShouldBe((double)rises.Count(r => r) / rises.Length, 1e-12);
    }

    [Fact]
    public void Small_betas_go_the_wrong_way_and_large_ones_the_right_way()
    {
        using var run = TheoryRun.Open("beta-plane[grid=10,steps=2000]", "adam", 10);
        var values = Lines(TheoryRun.Walk(run, 10)).Skip(1).Select(l => l.Split(','))
            .ToDictionary(p => (p[0], p[1]), p => double.Parse(p[2], null));

        values[("0", "0.1")].ShouldBeGreaterThan(0);
        values[("0.9", "0.9")].ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData("sequential")]
    [InlineData("stochastic")]
    public void The_critical_c_grows_with_the_betas(string problem)
    {
        var found = TheoryRun.Run($"{Small},problem={problem},show=critical-c,largest=60]", "adam", 4);

        found["plane/rises"].ShouldBeGreaterThan(0.8);
        found["plane/wrong-share"].ShouldBeInRange(0.2, 1);
    }

    [Fact]
    public void Without_a_critical_c_the_largest_one_tried_counts_and_nothing_rises()
    {
        var found = TheoryRun.Run($"{Small},show=critical-c,largest=60]", "amsgrad", 4);

        found["plane/wrong-share"].ShouldBe(0);
        found["plane/median"].ShouldBe(60);
        found.Keys.ShouldNotContain("plane/rises");
    }

    [Fact]
    public void A_theta_that_is_not_finite_is_on_the_wrong_side()
    {
        var found = TheoryRun.Run($"{Small}]", "adam[lr=1e308]", 4); // overflows within an epoch or a few

        found["plane/wrong-share"].ShouldBe(1);
        found["plane/median"].ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adashift[phi=max,delay=2]")] // whose elements look at each other
    [InlineData("adashift[phi=none,delay=2,accelerate=false]")] // the plain rule
    public void Problems_side_by_side_end_where_each_ends_alone(string rule)
    {
        using var scope = NewDisposeScope();
        OnlineProblem[] problems = [.. Enumerable.Range(0, 3).Select(s => OnlineProblem.Stochastic(6, 1, s))];
        var (along, gradients) = (new SideBySide(), OnlineProblem.SideBySide(problems, 60));

        for (var time = 0; time < 2; time++)
        {
            var ends = along.Run(TheoryRun.Rule(rule), gradients, 60);
            for (var p = 0; p < 3; p++)
                ends[0, p].item<double>().ShouldBe(
                    KnownGradients.Run(TheoryRun.Rule(rule), problems[p].Gradients(0, 60), 60)[0, 0].item<double>(), 1e-12);
        }
    }

    [Theory]
    [InlineData(2, 100, 57)]
    [InlineData(2, 100, 2)]
    [InlineData(2, 100, 100)]
    [InlineData(2, 400, 399)]
    [InlineData(5, 5, 5)]
    public void The_search_finds_the_first_number(int low, int high, int first)
    {
        var times = 0;

        Bisection.First(asked => { times++; return [.. asked.Select(x => x >= first)]; }, low, high, 10).ShouldBe(first);

        times.ShouldBeLessThanOrEqualTo(4);
        Bisection.First(asked => [.. asked.Select(_ => false)], low, high, 10).ShouldBeNull();
    }

    [Fact]
    public void An_interrupted_plane_goes_on_with_the_next_row()
    {
        using var whole = TheoryRun.Open($"{Small}]", "adam", 4);
        TheoryRun.Walk(whole, 2);
        using var saved = new Snapshot();
        whole.Save(saved);
        var expected = Lines(TheoryRun.Walk(whole, 2));

        using var resumed = TheoryRun.Open($"{Small}]", "adam", 4);
        resumed.Load(saved);

        Lines(TheoryRun.Walk(resumed, 2)).ShouldBe(expected);
    }

    static string[] Lines(Evaluation evaluation) =>
        Encoding.UTF8.GetString(evaluation.Artefacts.Single().Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
