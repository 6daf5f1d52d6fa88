using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;
using AdaShift.Bench.Reporting.Sections;

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
        var goal = GoalProgress.Of(panel, panel.Arms[0], panel.Facts!.Goal);
        (goal.N, goal.Reached, goal.MedianSteps, goal.Horizon).ShouldBe((3, 2, 300, 400));
        goal.SecondsPerStep!.Value.ShouldBe(0.0026, 1e-12);
    }

    [Fact]
    public void When_most_runs_missed_the_goal_only_a_bound_is_known()
    {
        var panel = PanelOf(new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 3, 0.2)
            .Ran("A", Examples.Adam, 1, 3, 1)
            .Diverged("A", Examples.Adam, 2, 50, 3));
        var goal = GoalProgress.Of(panel, panel.Arms[0], panel.Facts!.Goal);
        (goal.N, goal.Reached, goal.Diverged, goal.MedianSteps).ShouldBe((3, 1, 1, null));
    }

    [Fact]
    public void One_that_diverges_early_is_watched_as_long_as_the_others()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1, 1, 1).Diverged("B", Examples.Sgd, 0, 120, 3, 2));
        GoalProgress.Of(panel, panel.Arms[1], panel.Facts!.Goal).Horizon.ShouldBe(300);
    }

    [Fact]
    public void What_the_untrained_model_meets_was_not_reached_by_training()
    {
        // Accuracy ≥ 0.9 is loss ≤ 0.3: met from the start, met from the start and lost again, reached at 200, not reached.
        var panel = PanelOf(new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 0.2, 0.1, 0.1)
            .Ran("A", Examples.Adam, 1, 0.3, 3, 3)
            .Ran("A", Examples.Adam, 2, 3, 1, 0.2)
            .Ran("B", Examples.Sgd, 0, 0.2, 0.1, 0.1)
            .Diverged("C", Examples.Sgd, 0, 50, 0.2));
        var goals = panel.Arms.Select(arm => GoalProgress.Of(panel, arm, panel.Facts!.Goal)).ToList();
        (goals[0].N, goals[0].Reached, goals[0].MetBefore, goals[0].MedianSteps).ShouldBe((1, 1, 2, 200));
        (goals[1].N, goals[1].Reached, goals[1].MetBefore, goals[1].MedianSteps).ShouldBe((0, 0, 1, null));
        (goals[2].N, goals[2].Diverged, goals[2].MetBefore).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void The_goal_and_the_best_of_a_run_leave_the_untrained_model_out_alike()
    {
        var run = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 0.2, 3, 2)).Runs.Single();
        run.At("test/accuracy", new(ClaimMomentKind.Best), Better.Higher)!.Value.ShouldBe(1 - (2 / 3.0), 1e-12);
    }

    [Fact]
    public void Time_a_step_leaves_the_warm_up_out()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1));
        panel.IsPastWarmUp.ShouldBeTrue();
        panel.Runs.Single().StepSeconds(withWarmUp: false)!.Value.ShouldBe(0.26 / 100, 1e-12);
    }

    [Fact]
    public void It_counts_the_warm_up_for_all_where_one_is_too_short_to_leave_it_out()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).Ran("B", Examples.Adam, 0, 3, 2));
        panel.IsPastWarmUp.ShouldBeFalse();
        panel.Arms[1].Runs[0].WarmShare.ShouldBe(0);
        TimeSplit.Of(panel, panel.Arms[1])!.StepSeconds!.Mean.ShouldBe(0.26 / 100, 1e-12);
    }

    [Theory]
    [InlineData(0, true)] // warm from step 100 on: 3 of 4 epochs
    [InlineData(1, true)] // 2 of 4
    [InlineData(2, false)] // 1 of 4
    public void At_least_half_of_a_run_must_be_warm(int warmUpEpochs, bool leavesItOut)
    {
        var panel = PanelOf(new SyntheticRuns { WarmUpEpochs = warmUpEpochs }.Ran("A", Examples.Adam, 0, 3, 2, 1, 1, 1));
        panel.Runs.Single().WarmShare.ShouldBe((3 - warmUpEpochs) / 4.0);
        panel.IsPastWarmUp.ShouldBe(leavesItOut);
    }

    [Fact]
    public void The_time_split_is_the_mean_of_each_phase_over_the_completed_runs()
    {
        // Epochs 2 and 4 long: 0.2 s of training an epoch, 0.05 of the optimizer, 0.01 of data, 0.002 of bookkeeping.
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).Ran("A", Examples.Adam, 1, 3, 2, 1, 1, 1));
        var split = TimeSplit.Of(panel, panel.Arms[0])!;
        double[] mean = [split.Mean.Training, split.Mean.Optimizer, split.Mean.Data, split.Mean.Evaluation, split.Mean.Bookkeeping];
        mean.ShouldBe([0.6, 0.15, 0.03, 0.03 * 4, 0.006], 1e-12);
        split.Mean.Wall.ShouldBe(0.6 + 0.15 + 0.03 + (0.03 * 4) + 0.006, 1e-12);
        split.StepSeconds!.N.ShouldBe(2);
    }

    [Fact]
    public void The_time_table_has_a_column_for_each_part_of_a_step()
    {
        var runs = new SyntheticRuns { Parts = { ["generator"] = 0.25, ["critic"] = 0.75 } };
        var panel = PanelOf(runs.Ran("A", Examples.Adam, 0, 3, 2, 1).Ran("A", Examples.Adam, 1, 3, 2, 1, 1, 1));
        TimeSplit.Of(panel, panel.Arms[0])!.Mean.Parts!["critic"].ShouldBe(0.45, 1e-12);
        var table = TimePart.Of(panel)!.Blocks.OfType<Table>().Single();
        int column = table.Columns.Select(c => c.Heading).ToList().IndexOf("critic only");
        table.Rows[0][column].Text.Single().Content.ShouldBe("450 ms (58 %)");
        table.Rows[0][column + 1].Text.Single().Content.ShouldBe("150 ms (19 %)");
    }

    [Fact]
    public void The_share_of_the_processor_is_that_of_the_completed_runs_together()
    {
        var panel = PanelOf(new SyntheticRuns()
            .Shared("A", Examples.Adam, 0, new(6, 2), 3, 1)
            .Shared("A", Examples.Adam, 1, new(3, 1), 3, 1)
            .Diverged("A", Examples.Adam, 2, 50, 3).Got(new(1, 9))
            .Ran("B", Examples.Sgd, 0, 3, 1));
        TimeSplit.Of(panel, panel.Arms[0])!.ProcessorShare.ShouldBe(0.75);
        TimeSplit.Of(panel, panel.Arms[1])!.ProcessorShare.ShouldBeNull();
    }

    [Fact]
    public void The_time_split_leaves_diverged_runs_out()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).Diverged("A", Examples.Adam, 1, 120, 3, 2));
        var split = TimeSplit.Of(panel, panel.Arms[0])!;
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
    public void A_failed_run_is_in_no_curve_even_if_it_was_evaluated()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2).Failed("A", Examples.Adam, 1, "crashed", 3, 9));
        Curve.Of(panel.Arms[0], "train/loss").Points.ShouldBe([new(0, 0, 3, 3, 3, 1), new(100, 1, 2, 2, 2, 1)]);
    }

    [Fact]
    public void An_unfinished_run_is_in_the_curves_as_far_as_it_got_and_in_nothing_else()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).Unfinished("A", Examples.Adam, 1, 3, 4));
        Curve.Of(panel.Arms[0], "train/loss").Points.ShouldBe([new(0, 0, 3, 3, 3, 2), new(100, 1, 3, 2, 4, 2), new(200, 2, 1, 1, 1, 1)]);
        Sample.AtTheEnd(panel.Arms[0], panel.Metric("train/loss")).Values.Keys.ShouldBe([0]);
        GoalProgress.Of(panel, panel.Arms[0], panel.Facts!.Goal).N.ShouldBe(1);
    }

    [Fact]
    public void The_best_mean_and_those_indistinguishable_from_it()
    {
        var panel = PanelOf(Examples.Mixed());
        var standing = Standing.Of(panel, panel.Metric("train/loss"));
        standing.Best!.Name.ShouldBe("max-AdaShift");
        standing.Final.Values.Select(s => s.Values.Count).ShouldBe([5, 4, 3]);
        standing.Tied.ShouldBeEmpty("every pair is on one side");
        standing.Uneven.ShouldBeEmpty();
    }

    [Fact]
    public void A_mean_without_its_worst_seeds_is_not_the_best()
    {
        var runs = new SyntheticRuns();
        double[] ofA = [1, 1, 1, 1, 5];
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, ofA[seed]);
            if (seed < 3) runs.Ran("B", Examples.Sgd, seed, 3, 1.2 + 0.001 * seed);
            else runs.Diverged("B", Examples.Sgd, seed, 50, 3);
        }
        var panel = PanelOf(runs);
        var standing = Standing.Of(panel, panel.Metric("train/loss"));

        standing.Final[panel.Arms[1]].Summary.Mean.ShouldBeLessThan(standing.Final[panel.Arms[0]].Summary.Mean);
        standing.Best!.Name.ShouldBe("A", "seed by seed it is the better one");
        standing.Tied.ShouldBeEmpty();
    }

    [Fact]
    public void Worse_at_every_seed_but_very_unevenly_is_not_just_a_tie()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, 1)
                .Ran("B", Examples.Sgd, seed, 3, 1.1 + Math.Pow(10, seed))
                .Ran("C", Examples.Sgd, seed, 3, 1);
        }

        var panel = PanelOf(runs);
        var standing = Standing.Of(panel, panel.Metric("train/loss"));

        standing.Uneven.ShouldHaveSingleItem().Name.ShouldBe("B");
        standing.Tied.ShouldHaveSingleItem().Name.ShouldBe("C");
    }

    [Fact]
    public void Arms_that_share_no_seed_are_indistinguishable()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1).Ran("B", Examples.Sgd, 1, 3, 2));
        Standing.Of(panel, panel.Metric("train/loss")).Tied.ShouldHaveSingleItem().Name.ShouldBe("B");
    }

    [Fact]
    public void What_a_probe_adds_is_ranked_by_nobody()
    {
        var panel = PanelOf(Examples.Mixed());
        Standing.Of(panel, panel.Metric("batch/loss")).Best.ShouldBeNull("the workload does not say which way is better");
    }

    [Fact]
    public void The_best_of_a_run_is_not_the_untrained_model()
    {
        var run = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 1, 3, 2)).Runs.Single();
        run.At("train/loss", new(ClaimMomentKind.Best), Better.Lower).ShouldBe(2);
    }

    [Theory]
    [InlineData(0.9999999999, 2)] // of 3 epochs in thirds, say
    [InlineData(0.99, 1)]
    public void An_epoch_that_rounding_makes_too_short_is_reached(double epoch, double expected)
    {
        using var temporary = new TemporaryFolder();
        var folder = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).WriteTo(temporary.At("runs"));
        var events = Path.Combine(folder, "run-000", EventRecord.FileName);
        var (before, after) = (File.ReadAllText(events), FormattableString.Invariant($"\"epoch\":{epoch},"));
        File.WriteAllText(events, before.Replace("\"epoch\":1,", after));
        var run = ReportData.Of([folder]).Runs.Single();
        run.Evaluations[1].Epoch.ShouldBe(epoch);
        run.At("train/loss", new(ClaimMomentKind.Epoch, 1), Better.Lower).ShouldBe(expected);
    }

    [Fact]
    public void A_completed_run_whose_last_value_is_not_finite_has_lost_it()
    {
        var run = PanelOf(new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, double.NaN)).Runs.Single();
        run.IsLostAt("train/loss", new(ClaimMomentKind.End)).ShouldBeTrue();
        run.IsLostAt("train/loss", new(ClaimMomentKind.Best)).ShouldBeFalse();
        run.IsLostAt("no/such-metric", new(ClaimMomentKind.End)).ShouldBeFalse();
    }

    [Fact]
    public void Two_settings_under_one_label_are_two_arms()
    {
        var panel = PanelOf(new SyntheticRuns().Ran("Adam", "adam[lr=0.1]", 0, 3, 1).Ran("Adam", "adam[lr=0.01]", 0, 3, 1));
        panel.Arms.Select(a => a.Name).ShouldBe(["Adam: adam[lr=0.01]", "Adam: adam[lr=0.1]"]);
    }

    [Fact]
    public void Workloads_with_labels_of_their_own_are_arms_of_one_panel()
    {
        var runs = new SyntheticRuns().Claim("2 is better", "train/loss", "A width=1 > A width=2");
        foreach (var (width, loss) in new[] { (1, 3.0), (2, 1.0) })
        {
            runs.Workload = $"toy-mlp[depth=1,width={width}]";
            for (var seed = 0; seed < 3; seed++) runs.Ran($"A width={width}", Examples.Adam, seed, 3, loss);
        }

        using var temporary = new TemporaryFolder();
        var report = ReportData.Of([runs.WriteTo(temporary.At("runs"))]);

        var panel = report.Panels.ShouldHaveSingleItem();
        panel.Arms.Select(a => a.Name).ShouldBe(["A width=1", "A width=2"]);
        panel.Workload.ShouldBe("toy-mlp[depth=1,width=1|2]");
        report.Claims.ShouldHaveSingleItem().Verdict.ShouldBe(Verdict.Holds);
    }

    [Fact]
    public void Workloads_that_share_a_label_are_panels_of_their_own()
    {
        var runs = new SyntheticRuns();
        foreach (var width in new[] { 1, 2 })
        {
            runs.Workload = $"toy-mlp[width={width}]";
            runs.Ran("A", Examples.Adam, 0, 3, 1);
        }

        using var temporary = new TemporaryFolder();
        ReportData.Of([runs.WriteTo(temporary.At("runs"))]).Panels.Select(p => p.Workload)
            .ShouldBe(["toy-mlp[width=1]", "toy-mlp[width=2]"]);
    }

    [Theory]
    [InlineData("a[x=1,y=2]", "a[x=1,y=3]", "a[x=1,y=2|3]")]
    [InlineData("a[x=1]", "b[x=1]", "a[x=1], b[x=1]")]
    [InlineData("a[x=1]", "a[y=1]", "a[x=1], a[y=1]")]
    public void Selectors_of_a_grid_are_one_again(string one, string other, string merged) =>
        SelectorText.Merge([one, other]).ShouldBe(merged);

    [Fact]
    public void A_resumed_run_that_evaluated_twice_at_a_step_counts_once()
    {
        using var temporary = new TemporaryFolder();
        var folder = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).WriteTo(temporary.At("runs"));
        var events = Path.Combine(folder, "run-000", EventRecord.FileName);
        File.AppendAllText(events, File.ReadAllLines(events)[^1] + "\n");
        ReportData.Of([folder]).Runs.Single().Evaluations.Select(e => e.Step).ShouldBe([0, 100, 200]);
    }

    [Fact]
    public void Of_two_evaluations_at_a_step_the_later_counts()
    {
        using var temporary = new TemporaryFolder();
        var folder = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1).WriteTo(temporary.At("runs"));
        var events = Path.Combine(folder, "run-000", EventRecord.FileName);
        var lines = File.ReadAllLines(events);
        File.WriteAllLines(events, [lines[0], lines[1].Replace("\"train/loss\":2", "\"train/loss\":9"), .. lines[1..]]);
        var run = ReportData.Of([folder]).Runs.Single();
        run.Recorded.Evaluations.Select(e => e.Metrics["train/loss"]).ShouldBe([3, 9, 2, 1]);
        run.Evaluations.Select(e => e.Metrics["train/loss"]).ShouldBe([3, 2, 1]);
    }

    [Fact]
    public void The_same_folder_given_twice_counts_once()
    {
        using var temporary = new TemporaryFolder();
        var folder = Examples.Mixed().WriteTo(temporary.At("runs"));
        ReportData.Of([folder, folder + "/../runs"]).Runs.Count().ShouldBe(15);
    }

    [Fact]
    public void Nothing_to_report_is_an_error() =>
        Should.Throw<RecordException>(() => ReportData.Of([])).Message.ShouldContain("at least one run folder");

    static Panel PanelOf(SyntheticRuns runs)
    {
        using var temporary = new TemporaryFolder();
        return ReportData.Of([runs.WriteTo(temporary.At("runs"))]).Panels.ShouldHaveSingleItem();
    }
}
