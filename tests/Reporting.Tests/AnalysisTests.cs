using AdaShift.Bench.Contracts;
using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Tests;

public class AnalysisTests
{
    [Fact]
    public void Steps_to_the_goal_count_a_run_that_missed_it_as_longer_than_it_was_watched()
    {
        // Accuracy ≥ 0.9 is loss ≤ 0.3: reached at 200, at 300, and not within 400 steps.
        var panel = PanelOf(new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 3, 1, 0.2, 0.2, 0.2)
            .Ran("A", Examples.Adam, 1, 3, 1, 0.5, 0.3, 0.2)
            .Ran("A", Examples.Adam, 2, 3, 1, 1, 1, 1));
        var goal = GoalProgress.Of(panel.Arms[0], panel.Facts!.Goal);
        (goal.N, goal.Reached, goal.MedianSteps, goal.Horizon).ShouldBe((3, 2, 300, 400));
        goal.SecondsPerStep!.Value.ShouldBe(0.0026, 1e-12);
        goal.MedianSeconds!.Value.ShouldBe(300 * 0.0026, 1e-12);
    }

    [Fact]
    public void When_most_runs_missed_the_goal_only_a_bound_is_known()
    {
        var panel = PanelOf(new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 3, 0.2)
            .Ran("A", Examples.Adam, 1, 3, 1)
            .Diverged("A", Examples.Adam, 2, 50, 3));
        var goal = GoalProgress.Of(panel.Arms[0], panel.Facts!.Goal);
        (goal.N, goal.Reached, goal.MedianSteps, goal.MedianSeconds).ShouldBe((3, 1, null, null));
    }

    [Fact]
    public void Time_a_step_leaves_the_warm_up_out()
    {
        var run = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1)).Arms[0].Runs[0];
        StepTime.Of(run).ShouldBe(new StepTime(0.26 / 100, WithWarmUp: false));
    }

    [Fact]
    public void A_run_too_short_for_that_says_so()
    {
        var run = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2)).Arms[0].Runs[0];
        StepTime.Of(run).ShouldBe(new StepTime(0.26 / 100, WithWarmUp: true));
    }

    [Fact]
    public void The_time_split_leaves_diverged_runs_out()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).Diverged("A", Examples.Adam, 1, 120, 3, 2));
        var split = TimeSplit.Of(panel.Arms[0])!;
        split.N.ShouldBe(1);
        split.Mean.Algorithm.ShouldBe(0.52, 1e-12);
    }

    [Fact]
    public void A_curve_is_the_mean_of_the_seeds_that_are_left_and_marks_the_one_that_diverged()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).Diverged("A", Examples.Adam, 1, 120, 3, 4));
        var curve = Curve.Of(panel.Arms[0], "train/loss");
        curve.Points.ShouldBe([new(0, 0, 3, 3, 3, 2), new(100, 1, 3, 2, 4, 2), new(200, 2, 1, 1, 1, 1)]);
        curve.Ends.ShouldBe([new(1, 100, 1, 4, 120)]);
    }

    [Fact]
    public void The_best_mean_and_those_not_told_apart_from_it()
    {
        var panel = PanelOf(Examples.Mixed());
        var standing = Standing.Of(panel, panel.Metric("train/loss"));
        standing.Best!.Name.ShouldBe("max-AdaShift");
        standing.Final.Values.Select(s => s.N).ShouldBe([5, 4, 3]);
        standing.Tied.ShouldBeEmpty("every pair is on one side");
    }

    [Fact]
    public void Two_settings_under_one_label_are_two_arms()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("Adam", "adam[lr=0.1]", 0, 3, 1).Ran("Adam", "adam[lr=0.01]", 0, 3, 1));
        panel.Arms.Select(a => a.Name).ShouldBe(["Adam: adam[lr=0.01]", "Adam: adam[lr=0.1]"]);
    }

    [Fact]
    public void A_resumed_run_that_evaluated_twice_at_a_step_counts_once()
    {
        using var temporary = new TemporaryFolder();
        var folder = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).WriteTo(temporary.At("runs"));
        var events = Path.Combine(folder, "cell-000", EventRecord.FileName);
        File.AppendAllText(events, File.ReadAllLines(events)[^1] + "\n");
        Study.Of([folder]).Runs.Single().Evaluations.Select(e => e.Step).ShouldBe([0, 100, 200]);
    }

    [Fact]
    public void The_same_folder_given_twice_counts_once()
    {
        using var temporary = new TemporaryFolder();
        var folder = Examples.Mixed().WriteTo(temporary.At("runs"));
        Study.Of([folder, folder + "/../runs"]).Runs.Count().ShouldBe(15);
    }

    [Fact]
    public void A_label_keeps_its_colour_across_experiments()
    {
        using var temporary = new TemporaryFolder();
        var first = new SyntheticRuns { Name = "one" }.Ran("SGD", Examples.Sgd, 0, 3, 1).Ran("Adam", Examples.Adam, 0, 3, 1);
        var second = new SyntheticRuns { Name = "two" }.Ran("Adam", Examples.Adam, 0, 3, 1).Ran("Lion", Examples.Sgd, 0, 3, 1);
        var study = Study.Of([first.WriteTo(temporary.At("1")), second.WriteTo(temporary.At("2"))]);
        study.Colours.OrderBy(c => c.Value).Select(c => c.Key).ShouldBe(["SGD", "Adam", "Lion"]);
    }

    [Fact]
    public void Nothing_to_report_is_an_error() =>
        Should.Throw<RecordException>(() => Study.Of([])).Message.ShouldContain("at least one run folder");

    static Panel PanelOf(SyntheticRuns runs)
    {
        using var temporary = new TemporaryFolder();
        return Study.Of([runs.WriteTo(temporary.At("runs"))]).Panels.ShouldHaveSingleItem();
    }
}
