using AdaShift.Bench.Reporting.Charts;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdaShift.Bench.Reporting.Tests;

public class ReportTests
{
    /// <summary>Tools that are never there.</summary>
    static readonly ReportOptions noTools = new(Tools: new(Path.Combine(AppContext.BaseDirectory, "no-such-folder")));

    [Theory]
    [MemberData(nameof(Cultures.Names), MemberType = typeof(Cultures))]
    public void Markdown_is_as_people_know_it(string culture)
    {
        using var temporary = new TemporaryFolder();
        var runs = Examples.Mixed().WriteTo(temporary.At("runs"));
        var files = Cultures.Under(culture, () => Write(runs, temporary.At("out"), noTools));
        Snapshot.ShouldMatch(File.ReadAllText(files.Markdown), "report.md");
        foreach (var data in files.Data) Snapshot.ShouldMatch(File.ReadAllText(data), Path.GetFileName(data));
    }

    [Fact]
    public void Without_ECharts_the_text_is_there_and_the_problem_says_what_to_type()
    {
        using var temporary = new TemporaryFolder();
        var files = Write(Examples.Mixed().WriteTo(temporary.At("runs")), temporary.At("out"), noTools);
        files.Html.ShouldBeNull();
        files.Charts.ShouldBeEmpty();
        files.Problems.ShouldHaveSingleItem().ShouldContain("npm ci");
        File.ReadAllText(files.Markdown).ShouldNotContain("](charts/");
    }

    [Fact]
    public void Without_Node_the_html_is_there_and_the_problem_says_what_to_install()
    {
        Tools.Require();
        using var temporary = new TemporaryFolder();
        var options = new ReportOptions(Tools: ChartTools.Installed with { Node = "no-such-node" });
        var files = Write(Examples.Mixed().WriteTo(temporary.At("runs")), temporary.At("out"), options);
        File.Exists(files.Html).ShouldBeTrue();
        files.Charts.ShouldBeEmpty();
        files.Problems.ShouldHaveSingleItem().ShouldContain("Install Node.js");
    }

    [Fact]
    public void A_drawing_script_that_fails_is_reported_with_its_words()
    {
        Tools.Require();
        using var temporary = new TemporaryFolder();
        var broken = temporary.At("tools");
        Directory.CreateDirectory(broken);
        File.Copy(ChartTools.Installed.ECharts, Path.Combine(broken, "echarts.min.js"));
        File.WriteAllText(Path.Combine(broken, "render-charts.mjs"), "throw new Error('ink has run out')");
        var files = Write(Examples.Mixed().WriteTo(temporary.At("runs")), temporary.At("out"), new(Tools: new(broken)));
        files.Problems.ShouldHaveSingleItem().ShouldContain("ink has run out");
    }

    [Fact]
    public void The_same_records_give_the_same_bytes_anywhere_and_under_every_culture()
    {
        Tools.Require();
        using var temporary = new TemporaryFolder();
        var here = Examples.Mixed().WriteTo(temporary.At("here", "runs"));
        var there = Examples.Mixed().WriteTo(temporary.At("there", "other"));
        var first = Cultures.Under("en-US", () => Write(here, temporary.At("one"), new()));
        var second = Cultures.Under("ru-RU", () => Write(there, temporary.At("two"), new()));
        var files = All(temporary.At("one"));
        files.Count.ShouldBe(2 + first.Charts.Count + 3 + 1);
        All(temporary.At("two")).ShouldBe(files);
        first.Problems.ShouldBeEmpty();
        second.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Every_picture_that_the_text_names_exists()
    {
        Tools.Require();
        using var temporary = new TemporaryFolder();
        var files = Write(Examples.Mixed().WriteTo(temporary.At("runs")), temporary.At("out"), new());
        var links = Markdig.Markdown.Parse(File.ReadAllText(files.Markdown)).Descendants<LinkInline>();
        var named = links.Where(l => l.IsImage).Select(l => l.Url!).ToList();
        named.Count.ShouldBe(files.Charts.Count);
        named.ShouldAllBe(name => File.Exists(Path.Combine(temporary.At("out"), name)));
    }

    [Fact]
    public void The_same_experiment_in_two_profiles_keeps_both_apart()
    {
        using var temporary = new TemporaryFolder();
        var quick = new SyntheticRuns { Profile = "quick" }.Ran("A", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("quick"));
        var standard = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("standard"));
        var text = File.ReadAllText(Write([quick, standard], temporary.At("out"), noTools).Markdown);
        text.ShouldContain("toy digits (quick)");
        text.ShouldContain("toy digits (standard)");
    }

    [Fact]
    public void The_first_line_counts_runs_and_each_optimizer_and_workload_once()
    {
        using var temporary = new TemporaryFolder();
        var one = new SyntheticRuns { Name = "one" }.Ran("A", Examples.Adam, 0, 3, 1).Ran("B", Examples.Adam, 0, 3, 1);
        var two = new SyntheticRuns { Name = "two" }.Ran("A", Examples.Adam, 0, 3, 1).Ran("A", Examples.Adam, 1, 3, 1);
        var files = Write([one.WriteTo(temporary.At("one")), two.WriteTo(temporary.At("two"))], temporary.At("out"), noTools);

        File.ReadAllText(files.Markdown).ShouldContain("\n4 runs of 2 optimizers on 1 workload: 4 completed.\n");
    }

    [Fact]
    public void A_report_of_fewer_experiments_leaves_nothing_of_the_others()
    {
        Tools.Require();
        using var temporary = new TemporaryFolder();
        var one = new SyntheticRuns { Name = "one" }.Ran("A", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("one"));
        var two = new SyntheticRuns { Name = "two" }.Ran("A", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("two"));
        Write([one, two], temporary.At("out"), new()).Charts.ShouldContain(chart => Path.GetFileName(chart).StartsWith("two-"));
        Write([one], temporary.At("out"), new());

        Directory.EnumerateFiles(temporary.At("out", "charts"), "two-*").ShouldBeEmpty();
        Directory.EnumerateFiles(temporary.At("out", "charts"), "one-*").ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData(10, 0.5, 9, 0.1, null)]
    [InlineData(5, 5, 5, 5, "Runs got 50 % of the processor time they asked for")]
    [InlineData(6, 4, 10, 0, "Runs got 60 % to 100 %, depending on the optimizer, of the processor time they asked for")]
    public void Seconds_of_a_crowded_machine_are_marked(double used, double waited, double otherUsed, double otherWaited, string? warning)
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns()
            .Shared("A", Examples.Adam, 0, new(used, waited), 3, 1)
            .Shared("B", Examples.Sgd, 0, new(otherUsed, otherWaited), 3, 2);
        var text = File.ReadAllText(Write(runs.WriteTo(temporary.At("runs")), temporary.At("out"), noTools).Markdown);

        if (warning is null) text.ShouldNotContain("processor time");
        else text.ShouldContain($"> {warning}");
    }

    [Fact]
    public void The_time_a_step_has_its_spread_over_the_runs_in_percent()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 2, 1);
        runs.Pace = 2;
        runs.Ran("A", Examples.Adam, 1, 3, 2, 1);

        // 2.6 and 5.2 ms: their standard deviation is 1.84 ms.
        File.ReadAllText(Write(runs.WriteTo(temporary.At("runs")), temporary.At("out"), noTools).Markdown)
            .ShouldContain("| A | 3.90 ms ± 47 % | 600 ms (77 %) | 150 ms (19 %) | 30.0 ms (4 %) | 780 ms |");
    }

    [Fact]
    public void Notes_and_the_length_of_the_source_are_shown()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns { Notes = "Masked means that *some* rest.", PaperLength = new(Epochs: 200) }
            .Ran("A", Examples.Adam, 0, 3, 1);
        var text = File.ReadAllText(Write(runs.WriteTo(temporary.At("runs")), temporary.At("out"), noTools).Markdown);
        text.ShouldContain("standard profile (the paper profile has 200 epochs).");
        text.ShouldContain(@"Masked means that \*some\* rest.");
    }

    [Fact]
    public void Runs_of_one_panel_from_two_builds_are_remarked()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1).Ran("B", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("runs"));
        var run = Path.Combine(runs, "run-000", RunRecord.FileName);
        File.WriteAllText(run, File.ReadAllText(run).Replace("0123456", "fedcba9"));
        var text = File.ReadAllText(Write(runs, temporary.At("out"), noTools).Markdown);
        text.ShouldContain("> Runs of Multilayer perceptron on toy digits come from different environments");
        text.ShouldContain("fedcba9");
    }

    [Fact]
    public void The_same_experiment_in_two_folders_gets_numbers()
    {
        using var temporary = new TemporaryFolder();
        var one = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("one"));
        var two = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, 1).WriteTo(temporary.At("two"));
        var text = File.ReadAllText(Write([one, two], temporary.At("out"), noTools).Markdown);
        text.ShouldContain("toy digits (run 1)");
        text.ShouldContain("toy digits (run 2)");
    }

    [Fact]
    public void A_value_that_is_not_finite_is_listed()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns().Ran("A", Examples.Adam, 0, 3, double.NaN).WriteTo(temporary.At("runs"));
        File.ReadAllText(Write(runs, temporary.At("out"), noTools).Markdown).ShouldContain("`train/loss` is not finite at the end");
    }

    [Fact]
    public void A_goal_that_was_met_before_training_is_not_counted_as_reached()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns()
            .Ran("A", Examples.Adam, 0, 0.2, 0.1, 0.1)
            .Ran("B", Examples.Sgd, 0, 0.2, 0.1, 0.1)
            .Ran("B", Examples.Sgd, 1, 3, 0.2, 0.1)
            .WriteTo(temporary.At("runs"));
        var text = File.ReadAllText(Write(runs, temporary.At("out"), noTools).Markdown);

        text.ShouldContain("| A | met before training | – | 2.60 ms | – |");
        text.ShouldContain("| B | 1 of 1, 1 met before training | 100 | 2.60 ms | 260 ms |");
        text.ShouldContain("| met before training | 1 completed |");
    }

    [Fact]
    public void Every_command_of_a_folder_is_shown()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns { Command = "adashift-bench run a\nadashift-bench run b" }.Ran("A", Examples.Adam, 0, 3, 1);
        var text = File.ReadAllText(Write(runs.WriteTo(temporary.At("runs")), temporary.At("out"), noTools).Markdown);
        text.ShouldContain("adashift-bench run a\nadashift-bench run b\n```");
    }

    [Fact]
    public void A_title_of_the_users_own_is_shown_as_it_was_typed()
    {
        using var temporary = new TemporaryFolder();
        var runs = Examples.Mixed().WriteTo(temporary.At("runs"));
        var files = Write(runs, temporary.At("out"), noTools with { Title = "Mine <b> & *yours*" });

        File.ReadLines(files.Markdown).First().ShouldBe(@"# Mine &lt;b&gt; &amp; \*yours\*");
    }

    [Fact]
    public void Runs_that_have_not_started_still_make_a_report()
    {
        using var temporary = new TemporaryFolder();
        var files = Write(new SyntheticRuns().Missing("A", Examples.Adam, 0).WriteTo(temporary.At("runs")), temporary.At("out"), noTools);
        var text = File.ReadAllText(files.Markdown);
        text.ShouldContain("1 missing");
        text.ShouldContain("planned, but never started");
    }

    [Fact]
    public void A_folder_without_a_run_is_named()
    {
        using var temporary = new TemporaryFolder();
        Should.Throw<RecordException>(() => Write(temporary.At("nowhere"), temporary.At("out"), noTools)).Message.ShouldContain("nowhere");
    }

    [Fact]
    public void A_damaged_run_is_named_and_the_others_are_reported()
    {
        using var temporary = new TemporaryFolder();
        string[] runs = [Examples.Mixed().WriteTo(temporary.At("good")), Examples.Mixed().WriteTo(temporary.At("bad"))];
        File.WriteAllText(Path.Combine(runs[1], ExperimentRecord.FileName), "{ broken");

        var report = Write(runs, temporary.At("out"), noTools);
        report.Problems[0].ShouldStartWith($"{runs[1]}/experiment.json is not a readable record: ");
        report.Problems[0].ShouldEndWith(
            "Delete it and repeat its command: the file is written again, and finished runs are not repeated.");
        File.ReadAllText(report.Markdown).ShouldContain("toy-mlp");
        Should.Throw<RecordException>(() => Write(runs[1], temporary.At("out"), noTools)).Message.ShouldBe(report.Problems[0]);
    }

    [Theory]
    [InlineData(null, 10L, null, null, "every step")]
    [InlineData(null, 39L, null, null, "every step")]
    [InlineData(null, 50L, null, null, "every 2 steps")]
    [InlineData(null, 100_000L, null, null, "every 5,000 steps")]
    [InlineData(null, 10L, null, 500L, "at the end")]
    [InlineData(null, 10L, 2.0, null, "every 2 epochs")]
    [InlineData(0.5, null, null, null, "at the end")]
    [InlineData(1.0, null, null, null, "every epoch")]
    [InlineData(10.0, null, 0.5, null, "every 0.5 epochs")]
    [InlineData(10.0, null, null, 1L, "every step")]
    public void How_often_it_was_evaluated_is_true(double? epochs, long? steps, double? everyEpochs, long? everySteps, string words) =>
        new RunLength(epochs, steps, everyEpochs, everySteps).IntervalWords.ShouldBe($"evaluated {words}");

    [Fact]
    public void An_unreadable_record_is_listed_and_the_rest_is_reported()
    {
        using var temporary = new TemporaryFolder();
        var runs = Examples.Mixed().WriteTo(temporary.At("runs"));
        File.WriteAllText(Path.Combine(runs, "run-000", ResultRecord.FileName), "{ broken");
        var text = File.ReadAllText(Write(runs, temporary.At("out"), noTools).Markdown);
        text.ShouldContain("Not readable: `run-000/result.json");
        text.ShouldNotContain(temporary.At());
    }

    static ReportFiles Write(string runs, string to, ReportOptions options) => Write([runs], to, options);

    static ReportFiles Write(string[] runs, string to, ReportOptions options) =>
        Report.WriteAsync(runs, to, options, default).GetAwaiter().GetResult();

    static List<(string, string)> All(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => (Path.GetRelativePath(folder, f), File.ReadAllText(f)))
            .OrderBy(f => f.Item1, StringComparer.Ordinal)];
}
