using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Charts;
using AdaShift.Bench.Reporting.Document;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting.Tests;

public sealed class HeatMapTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    [Fact]
    public void A_grid_is_the_mean_over_the_seeds_of_the_newest_evaluation()
    {
        var arm = ArmWith("x,y,height\n0,0,1\n0,0.5,2\n1,0,3\n1,0.5,NaN\n", "x,y,height\n0,0,3\n0,0.5,4\n1,0,5\n1,0.5,NaN\n");
        var grid = HeatGrid.Of(arm).ShouldHaveSingleItem();

        (grid.X, grid.Y, grid.Value, grid.N, grid.Partial).ShouldBe(("x", "y", "height", 2, 0));
        grid.Xs.ShouldBe([0, 1]);
        grid.Ys.ShouldBe([0, 0.5]);
        grid.Values.Cast<double>().ShouldBe([2, 3, 4, double.NaN]);
    }

    [Theory]
    [InlineData("x,y\n1,2\n")]
    [InlineData("x,y,z\n1,2,three\n")]
    [InlineData("")]
    public void What_is_no_grid_is_left_out_and_named(string text)
    {
        var arm = ArmWith(text);
        HeatGrid.Of(arm).ShouldBeEmpty();
        HeatGrid.Unreadable(arm.Runs.Single()).ShouldBe(["plane.grid.csv"]);
    }

    [Fact]
    public void A_mean_over_some_of_the_runs_is_told_from_one_over_all()
    {
        var arm = ArmWith("x,y,z\n0,0,1\n0,1,NaN\n", "x,y,z\n0,0,1\n0,1,5\n");
        var grid = HeatGrid.Of(arm).ShouldHaveSingleItem();
        (grid.Values[0, 1], grid.Partial).ShouldBe((5, 1));
    }

    [Fact]
    public void Both_signs_are_coloured_around_zero()
    {
        var colours = MapOf("x,y,z\n0,0,-4\n0,1,1\n").Option["visualMap"]!;

        (colours["min"]!.GetValue<double>(), colours["max"]!.GetValue<double>()).ShouldBe((-4, 4));
    }

    [Fact]
    public void A_point_without_a_value_is_not_drawn_and_the_caption_says_so()
    {
        var chart = MapOf("x,y,z\n0,0,1\n0,1,NaN\n");

        chart.Option["series"]![0]!["data"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldBe("[0,0,1]");
        chart.Chart.Text.Caption.ShouldContain("none was found");
    }

    [Fact]
    public async Task It_can_be_drawn()
    {
        Tools.Require();

        var map = MapOf("β1,β2,final θ\n0,0,-4\n0,1,1\n1,0,2\n1,1,3\n");
        var drawn = await SvgRenderer.DrawAsync([map], ChartTools.Installed, TestContext.Current.CancellationToken);
        var svg = drawn.ShouldHaveSingleItem();

        svg.ShouldContain("β1");
        svg.ShouldNotContain("NaN", Case.Sensitive);
    }

    public void Dispose() => folder.Dispose();

    Drawing MapOf(string text)
    {
        var arm = ArmWith(text);
        var experiment = new ExperimentRecord(
            RecordJson.FormatVersion, "p", null, null, "quick", [], new Dictionary<string, RunSpec>(), [], [], "");
        var panel = new Panel("p", "Plane", experiment, null, [arm]);
        var map = HeatMapPart.Map(panel, arm, HeatGrid.Of(arm).ShouldHaveSingleItem())!;
        return Drawing.Of(map, new(new Page("", [], [])));
    }

    /// <param name="grids">The artefact that each seed left after step 50.</param>
    Arm ArmWith(params string[] grids)
    {
        var spec = new RunSpec("p", "quick", "w", "Adam", new Dictionary<string, string>(), null, null, [], 0, new(Steps: 50), "cpu");
        return new("Adam", spec, [.. grids.Select((text, seed) => new Run(Left(text, spec with { Seed = seed })))]);
    }

    RecordedRun Left(string text, RunSpec spec)
    {
        var run = folder.At($"run{spec.Seed}");
        var artefacts = RecordedRun.ArtefactFolder(run, 50);
        Directory.CreateDirectory(artefacts);
        File.WriteAllText(Path.Combine(artefacts, "plane.grid.csv"), text);
        var ended = new ResultRecord(
            RecordJson.FormatVersion, RunStatus.Completed, 50, null, new Dictionary<string, double>(), PhaseSeconds.Zero, 1, 0, 0,
            DateTimeOffset.UnixEpoch, Processor: null);
        EventRecord Evaluation(long step, IReadOnlyList<string>? left) =>
            new(EventRecord.Evaluated, step, null, new Dictionary<string, double>(), PhaseSeconds.Zero, Artefacts: left);
        return new(run, spec, null, [Evaluation(25, ["plane.grid.csv"]), Evaluation(50, ["plane.grid.csv"])], ended, []);
    }
}
