using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Tests;

/// <summary>Records that contradict each other: result.json says how the run ended, events.jsonl something else.</summary>
public sealed class DamagedRunTests : IDisposable
{
    readonly TemporaryFolder temporary = new();
    readonly string runs;

    public DamagedRunTests() => runs = new SyntheticRuns()
        .Ran("A", Examples.Adam, 0, 3, 2, 1)
        .Ran("A", Examples.Adam, 1, 3, 2, 0.2)
        .Diverged("A", Examples.Adam, 2, 150, 3, 2)
        .WriteTo(temporary.At("runs"));

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void Records_that_agree_are_not_damaged() =>
        Panel.Runs.Select(r => (r.Status, r.Damage))
            .ShouldBe([(ReportedStatus.Completed, null), (ReportedStatus.Completed, null), (ReportedStatus.Diverged, null)]);

    [Fact]
    public void A_completed_run_that_lost_its_last_events_is_in_no_number()
    {
        Change(1, EventRecord.FileName, text => string.Concat(text.Split('\n')[..2].Select(line => line + "\n")));

        var (panel, arm) = (Panel, Panel.Arms[0]);
        arm.Runs[1].Status.ShouldBe(ReportedStatus.Damaged);
        arm.Runs[1].Damage
            .ShouldBe("its result is from step 200, its last evaluation from step 100");
        Sample.AtTheEnd(arm, panel.Metric("train/loss")).Values.ShouldBe(new Dictionary<long, double> { [0] = 1 });
        Curve.Of(arm, "train/loss").Points.Select(p => p.N).ShouldBe([2, 2, 1], "seeds 0 and 2");
        var goal = GoalProgress.Of(panel, arm, panel.Facts!.Goal);
        (goal.N, goal.Reached).ShouldBe((2, 0));
        TimeSplit.Of(panel, arm)!.N.ShouldBe(1);
    }

    [Fact]
    public void A_last_line_cut_in_the_middle_is_a_loss_too()
    {
        Change(1, EventRecord.FileName, text => text[..^20]);
        Panel.Arms[0].Runs[1].Damage
            .ShouldBe("its result is from step 200, its last evaluation from step 100");
    }

    [Fact]
    public void A_completed_run_without_events_is_damaged()
    {
        File.Delete(Path.Combine(runs, "run-001", EventRecord.FileName));
        Panel.Arms[0].Runs[1].Damage
            .ShouldBe("its result is from step 200, but there is no evaluation");
    }

    [Fact]
    public void So_is_one_whose_result_is_of_other_steps_than_its_last_evaluation()
    {
        Change(1, ResultRecord.FileName, text => text.Replace("\"steps\": 200", "\"steps\": 100"));
        Panel.Arms[0].Runs[1].Damage
            .ShouldBe("its result is from step 100, its last evaluation from step 200");
    }

    [Fact]
    public void And_one_whose_result_has_another_number_than_its_last_evaluation()
    {
        Change(1, ResultRecord.FileName, text => text.Replace("\"train/loss\": 0.2", "\"train/loss\": 0.25"));
        Panel.Arms[0].Runs[1].Damage.ShouldBe("its result has another train/loss than its last evaluation");
    }

    [Fact]
    public void And_one_whose_result_lacks_a_number_of_its_last_evaluation()
    {
        Change(1, ResultRecord.FileName, text => text.Replace("\"train/loss\"", "\"train/gain\""));
        Panel.Arms[0].Runs[1].Damage.ShouldBe("its result has another train/gain than its last evaluation");
    }

    [Fact]
    public void A_diverged_run_that_lost_its_last_events_is_damaged_too()
    {
        Change(2, EventRecord.FileName, text => text.Split('\n')[0] + "\n");
        var run = Panel.Arms[0].Runs[2];
        (run.Status, run.Damage)
            .ShouldBe((ReportedStatus.Damaged, "its result has another batch/loss than its last evaluation"));
        run.IsLostAt("train/loss", new(ClaimMomentKind.End)).ShouldBeFalse("how it ended is not known");
    }

    [Fact]
    public void A_run_that_diverged_before_anything_was_evaluated_has_nothing_to_lose()
    {
        Change(2, EventRecord.FileName, text => text.Split('\n')[^2] + "\n");
        Change(2, ResultRecord.FileName, text => text[..text.IndexOf("\"metrics\": {", StringComparison.Ordinal)] + "\"metrics\": {}"
            + text[(text.IndexOf('}', text.IndexOf("\"metrics\"", StringComparison.Ordinal)) + 1)..]);
        Panel.Arms[0].Runs[2].Status.ShouldBe(ReportedStatus.Diverged);
    }

    [Fact]
    public void A_number_that_is_not_finite_agrees_with_itself()
    {
        var others = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, double.NaN).WriteTo(temporary.At("others"));
        ReportData.Of([others]).Runs.Single().Status.ShouldBe(ReportedStatus.Completed);
    }

    [Fact]
    public async Task The_report_names_it_and_says_where_it_is()
    {
        Change(1, EventRecord.FileName, text => string.Concat(text.Split('\n')[..2].Select(line => line + "\n")));
        var tools = new ReportOptions(Tools: new(temporary.At("none")));
        var files = await Report.WriteAsync([runs], temporary.At("out"), tools, TestContext.Current.CancellationToken);

        var text = File.ReadAllText(files.Markdown);
        text.ShouldContain("1 completed, 1 diverged, 1 damaged.");
        text.ShouldContain("A, seed 1: **damaged**: its result is from step 200, its last evaluation from step 100. " +
            "It is in none of the numbers. Its records are in `run-001`.");
        File.ReadAllText(files.Data.Single(f => Path.GetFileName(f) == "runs.csv")).ShouldContain(",1,damaged,200,");
    }

    Panel Panel => ReportData.Of([runs]).Panels.Single();

    void Change(int run, string file, Func<string, string> change)
    {
        var path = Path.Combine(runs, $"run-{run:D3}", file);
        var (before, after) = (File.ReadAllText(path), change(File.ReadAllText(path)));
        after.ShouldNotBe(before);
        File.WriteAllText(path, after);
    }
}
