using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

public sealed class PlannerTests
{
    const string Adam = "sample-adam[lr=0.001,beta1=0.9,weight-decay=0,delay=10,nesterov=false,form=running-max,note=plain]";

    const string Metrics = "Available: train/loss, test/accuracy, batch/… from the training steps.";

    const string Unknown = "Unknown workload or measurement 'sample-wrk'. Did you mean 'sample-work'? "
        + "Available: sample-gan, sample-work, sample-reading.";

    const string Good = """
        name: fig
        workload: sample-work
        schedule: sample-step
        optimizers:
          SGD: sample-required[lr=1|0.5]
          Adam: { optimizer: sample-adam, schedule: none, clip: sample-clip }
        seeds: 2
        profiles:
          quick: { epochs: 1, seeds: 1, optimizers: [Adam] }
          paper: { steps: 9 }
        claims:
          - { says: one, metric: train/loss, holds: Adam < SGD lr=1 }
          - { says: two, metric: batch/loss, holds: Adam ~ SGD lr=0.5, margin: 1, at: step 3 }
        """;

    static readonly Planner planner = new(SamplePlugins.Catalog);

    static Plan Plan(string yaml, string profile = "paper", string device = "cpu", SeedList? seeds = null, Planner? by = null) =>
        (by ?? planner).Plan(Parse(yaml), new(profile, seeds, device));

    static Plan Plan(Experiment fromOptions) => planner.Plan(fromOptions, new(ExperimentProfile.Custom));

    static Experiment Parse(string yaml, string name = "fig") => ExperimentFile.Parse(yaml, $"{name}.yaml", name);

    static IReadOnlyList<string> ProblemsOf(Func<Plan> plan) => Should.Throw<PlanException>(plan).Problems;

    [Fact]
    public void A_plan_has_a_run_for_each_optimizer_and_seed()
    {
        var plan = Plan(Good);

        plan.Experiment.Labels.ShouldBe(["SGD lr=1", "SGD lr=0.5", "Adam"]);
        plan.Experiment.Runs.Count.ShouldBe(6);
        plan.Experiment.Runs.ShouldAllBe(c => c.Key == RunName.Of(c.Value));
        plan.Experiment.Charts.ShouldBe(["train/loss", "test/accuracy"]);
        plan.Experiment.Command.ShouldBe("adashift-bench run fig --profile paper");
        plan.Datasets.ShouldBe(["sample-data"]);
        plan.Workloads["sample-work[width=8]"].Source.ShouldBe("Figure 1");
        var adam = plan.Experiment.Runs.Values.First(c => c.Label == "Adam");
        RecordJson.Write(adam).ShouldBe(RecordJson.Write(new RunSpec(
            "fig", "paper", "sample-work[width=8]", "Adam", new Dictionary<string, string> { ["model"] = Adam },
            null, "sample-clip[norm=5]", [], adam.Seed, new(Steps: 9), "cpu")));
        plan.Experiment.Runs.Values.First(c => c.Label == "SGD lr=1").Schedule.ShouldBe("sample-step[gamma=0.1]");
    }

    [Fact]
    public void The_same_plan_comes_out_where_numbers_have_commas()
    {
        var expected = RecordJson.Write(Plan(Good).Experiment);

        Commas.Run(() => RecordJson.Write(Plan(Good).Experiment).ShouldBe(expected));
    }

    [Fact]
    public void A_profile_can_choose_optimizers_and_seeds_and_the_claims_about_others_are_left_out()
    {
        var plan = Plan(Good, "quick");

        plan.Experiment.Labels.ShouldBe(["Adam"]);
        plan.Experiment.Runs.Values.Select(c => c.Seed).ShouldBe([0L]);
        plan.Experiment.Claims.ShouldBeEmpty();
    }

    [Fact]
    public void Seeds_and_device_of_the_request_come_first_and_are_in_the_command()
    {
        var plan = Plan(Good, "quick", "cuda", SeedList.Parse("4,9"));

        plan.Experiment.Runs.Values.Select(c => (c.Seed, c.Device)).Order().ShouldBe([(4, "cuda"), (9, "cuda")]);
        plan.Experiment.Command.ShouldBe("adashift-bench run fig --profile quick --seeds 4,9 --device cuda");
    }

    [Fact]
    public void Every_problem_is_reported_at_once_each_with_its_place()
    {
        var problems = ProblemsOf(() => Plan(
            """
            name: fig
            workload: sample-work[width=0]
            probes: [sample-prob]
            optimizers:
              A: sample-adma
              B: sample-adam[lr=-1,beta1=1]
            seeds: 0..x
            profiles: { quick: { epochs: 1 } }
            """, "quick", "cuda", by: new(SamplePlugins.Catalog) { DeviceProblem = d => $"there is no {d} device here. Allowed: cpu." }));

        problems.ShouldBe(
        [
            "--device: there is no cuda device here. Allowed: cpu.",
            "fig.yaml:2:11: sample-work: width = 0 is outside [1, 1024].",
            "fig.yaml:3:10: Unknown probe 'sample-prob'. Did you mean 'sample-probe'? Available: sample-probe.",
            "fig.yaml:5:6: Unknown optimizer 'sample-adma'. Did you mean 'sample-adam'? "
                + "Available: sample-adam, sample-fast, sample-optional, sample-required, sample-throws.",
            "fig.yaml:6:6: sample-adam: lr = -1 is outside (0, inf).",
            "fig.yaml:6:6: sample-adam: beta1 = 1 is outside [0, 1).",
            "fig.yaml:7:8: seeds: 'x' is not a seed. Allowed: how many (5), a range (0..4) or a list (0,3,5).",
        ]);
    }

    [Fact]
    public void A_measurement_is_planned_like_a_workload()
    {
        var plan = Plan("name: fig\nworkload: sample-reading\noptimizers: { A: sample-adam }\nprofiles: { paper: { steps: 3 } }");

        plan.Experiment.Runs.Values.ShouldHaveSingleItem().Optimizers.Keys.ShouldBe(["model"]);
        plan.Experiment.Charts.ShouldBe(["reading/value"]);
        plan.Datasets.ShouldBeEmpty();
    }

    [Fact]
    public void A_measurement_validates_its_settings_together() =>
        ProblemsOf(() => Plan(
            """
            name: fig
            workload: sample-reading[from=2]
            optimizers: { A: sample-adam }
            profiles: { paper: { steps: 3 } }
            """)).ShouldBe(["fig.yaml:2:11: sample-reading[from=2]: from = 2 is above to = 1"]);

    [Fact]
    public void A_measurement_takes_no_schedule_no_clip_and_no_probe() =>
        ProblemsOf(() => Plan(
            """
            name: fig
            workload: sample-reading
            schedule: sample-step
            probes: [sample-probe]
            optimizers:
              A: { optimizer: sample-adam, schedule: none, clip: sample-clip }
            profiles: { paper: { steps: 3 } }
            """)).ShouldBe(
        [
            "fig.yaml:3:11: 'sample-reading' is a measurement, which takes no schedule: leave out 'sample-step'.",
            "fig.yaml:4:10: 'sample-reading' is a measurement, which takes no probe: leave out 'sample-probe'.",
            "fig.yaml:6:54: 'sample-reading' is a measurement, which takes no clip: leave out 'sample-clip'.",
        ]);

    [Fact]
    public void Claims_and_charts_must_be_answerable()
    {
        var problems = ProblemsOf(() => Plan(
            """
            name: fig
            workload: sample-work
            optimizers: { Adam: sample-adam, SGD: sample-throws }
            profiles: { paper: { steps: 1 } }
            claims:
              - { says: a, metric: train/los, holds: Adam < SGD }
              - { says: b, metric: train/loss, holds: Adm < SGD }
              - { says: c, metric: train/loss, holds: Adam beats SGD }
              - { says: d, metric: train/loss, holds: Adam < SGD, at: noon }
              - { says: e, metric: train/loss, holds: Adam ~ SGD }
              - { says: f, metric: train/loss, holds: Adam < Adam, margin: 1 }
            charts: [test/acuracy, batch/loss]
            """));

        problems.ShouldBe(
        [
            "fig.yaml:6:5: there is no metric 'train/los'. Did you mean 'train/loss'? " + Metrics,
            "fig.yaml:7:5: 'Adm < SGD': there is no optimizer 'Adm'. Did you mean 'Adam'? Available: Adam, SGD.",
            "fig.yaml:8:5: 'Adam beats SGD' is not a claim. " +
                "Expected 'A < B', 'A > B, C', 'A ~ B' or '0.01 > A', with labels of the experiment.",
            "fig.yaml:9:5: 'noon' is not a moment of a run. Allowed: end, best, step N, epoch N.",
            "fig.yaml:10:5: 'Adam ~ SGD' needs a margin: the largest difference that counts as equal.",
            "fig.yaml:11:5: 'Adam < Adam' compares 'Adam' with itself.",
            "fig.yaml:11:5: 'Adam < Adam' has a margin, which belongs to '~' only.",
            "fig.yaml:12:10: there is no metric 'test/acuracy'. Did you mean 'test/accuracy'? " + Metrics,
        ]);
    }

    [Fact]
    public void A_label_that_no_claim_could_name_is_refused_where_there_are_claims()
    {
        const string labels = """
            name: fig
            workload: sample-work
            optimizers:
              1: sample-adam
              "a, b": sample-required[lr=1]
              x~: "sample-throws[lr=2|3]"
              NaN: sample-throws
            profiles: { paper: { steps: 1 } }
            """;
        const string separators = "there, ',', '<', '>' and '~' stand between labels. Give another label.";

        Plan(labels).Experiment.Labels.ShouldBe(["1", "a, b", "x~ lr=2", "x~ lr=3", "NaN"]);
        ProblemsOf(() => Plan($"{labels}\nclaims: [{{ says: a, metric: train/loss, holds: NaN < 0.5 }}]")).ShouldBe(
        [
            "fig.yaml:4:6: claims would take the label '1' for a number. Give another label.",
            $"fig.yaml:5:11: claims cannot name the label 'a, b': {separators}",
            $"fig.yaml:6:7: claims cannot name the label 'x~ lr=2': {separators}",
        ]);
    }

    [Fact]
    public void More_runs_than_anybody_wants_are_a_slip_of_the_hand()
    {
        var grid = $$"""
            name: fig
            workload: sample-work
            optimizers: { A: "sample-throws[lr={{string.Join('|', Enumerable.Range(1, 11))}}]" }
            profiles: { paper: { steps: 1, seeds: 10000 } }
            """;
        const string tooMany = "11 optimizers with 10,000 seeds each are more than 100,000 runs. Take fewer.";

        ProblemsOf(() => Plan(grid)).ShouldBe([$"fig.yaml:4:13: {tooMany}"]);
        ProblemsOf(() => Plan(grid, seeds: SeedList.Count(10_000))).ShouldBe([$"--seeds: {tooMany}"]);
        Plan(grid, seeds: SeedList.Count(10)).Experiment.Runs.Count.ShouldBe(110);
    }

    [Fact]
    public void The_grids_of_several_players_are_counted_together()
    {
        static string Grid(int points) => $"sample-required[lr={string.Join('|', Enumerable.Range(1, points))}]";
        var run = Experiment.FromOptions("sample-gan", [$"critic={Grid(101)}+generator={Grid(100)}"], new(Steps: 1));

        ProblemsOf(() => Plan(run)).ShouldHaveSingleItem()
            .ShouldEndWith(": The grids of the players have more than 10000 points together.");
    }

    [Fact]
    public void Missing_data_is_found_before_anything_runs() =>
        ProblemsOf(() => Plan(Good, by: new(SamplePlugins.Catalog)
        {
            DatasetProblem = n => $"the data set '{n}' is missing: adashift-bench data fetch {n}",
        })).ShouldBe(["fig.yaml:2:11: the data set 'sample-data' is missing: adashift-bench data fetch sample-data"]);

    [Fact]
    public void Unknown_profiles_and_devices_are_named()
    {
        ProblemsOf(() => Plan(Good, "papr", "cdua")).ShouldBe(
        [
            "--device: unknown device 'cdua'. Did you mean 'cuda'? Allowed: cpu, cuda.",
            "fig.yaml:1:1: 'fig' has no profile 'papr'. Did you mean 'paper'? Available: quick, paper.",
        ]);
    }

    [Fact]
    public void Several_experiments_are_checked_together()
    {
        var bad = Good.Replace("sample-work", "sample-wrk", StringComparison.Ordinal);
        var experiments = new[] { "a", "b" }.Select(
            n => (Func<Experiment>)(() => Parse(bad.Replace("name: fig", $"name: {n}", StringComparison.Ordinal), n)));

        Should.Throw<PlanException>(() => planner.Plan(experiments, new("paper"))).Problems
            .ShouldBe([$"a.yaml:2:11: {Unknown}",
                $"b.yaml:2:11: {Unknown}"]);
    }

    [Fact]
    public void Grids_of_an_experiment_may_not_repeat_a_label() =>
        ProblemsOf(() => Plan("""
            name: fig
            workload: sample-work
            optimizers: { "A lr=3": sample-throws, A: "sample-throws[lr=2|3]" }
            profiles: { paper: { steps: 1 } }
            """)).ShouldBe(["fig.yaml:3:43: two optimizers have the label 'A lr=3'."]);

    [Fact]
    public void A_workload_grid_gives_runs_for_each()
    {
        var plan = Plan(Grid[..Grid.IndexOf("claims", StringComparison.Ordinal)]);

        plan.Workloads.Keys.ShouldBe(["sample-work[width=1]", "sample-work[width=2]"]);
        plan.Experiment.Labels.ShouldBe(Plan(Good).Experiment.Labels);
    }

    [Fact]
    public void Claims_compare_the_points_of_a_workload_grid_by_their_labels()
    {
        var yaml = Grid.Replace("Adam < SGD lr=1", "Adam width=1 < Adam width=2", StringComparison.Ordinal)
            .Replace("Adam ~ SGD lr=0.5", "Adam width=2 ~ SGD lr=0.5 width=1", StringComparison.Ordinal);

        var plan = Plan(yaml).Experiment;

        plan.Labels.ShouldBe([
            "SGD lr=1 width=1", "SGD lr=0.5 width=1", "Adam width=1", "SGD lr=1 width=2", "SGD lr=0.5 width=2", "Adam width=2"]);
        plan.Runs.Values.ShouldAllBe(run => run.Workload == $"sample-work[{run.Label.Split(' ', StringSplitOptions.None).Last()}]");
        plan.Claims.Select(c => c.Holds).ShouldBe(["Adam width=1 < Adam width=2", "Adam width=2 ~ SGD lr=0.5 width=1"]);
        Plan(yaml, "quick").Experiment.Labels.ShouldBe(["Adam width=1", "Adam width=2"]);
        ProblemsOf(() => Plan(Grid))[0].ShouldContain("there is no optimizer 'Adam'. Available: SGD lr=1 width=1, ");
    }

    static string Grid => Good.Replace("workload: sample-work", "workload: sample-work[width=1|2]", StringComparison.Ordinal);

    [Fact]
    public void Metrics_of_a_probe_may_be_drawn() =>
        Plan(Good + "\nprobes: [sample-probe]\ncharts: [sample-probe/count]").Experiment.Charts.ShouldBe(["sample-probe/count"]);

    [Fact]
    public void A_run_from_the_command_line_has_the_optimizers_for_labels()
    {
        var plan = Plan(Experiment.FromOptions(
            "sample-gan", ["sample-adam", " sample-adam[ lr=0.5|1 ]", "critic=sample-adam+generator=sample-required[lr=1e-3]"],
            new(Steps: 10), SeedList.Parse("0..1"), clip: "sample-clip"));

        plan.Experiment.Name.ShouldBe("sample-gan");
        plan.Experiment.Profile.ShouldBe("custom");
        plan.Experiment.Labels.ShouldBe(
            ["sample-adam", "sample-adam[lr=0.5]", "sample-adam[lr=1]", "critic=sample-adam+generator=sample-required[lr=0.001]"]);
        plan.Experiment.Runs.Count.ShouldBe(8);
        plan.Experiment.Command.ShouldBe(
            "adashift-bench run --workload sample-gan --optimizer sample-adam --optimizer ' sample-adam[ lr=0.5|1 ]' "
            + "--optimizer 'critic=sample-adam+generator=sample-required[lr=1e-3]' --steps 10 --clip sample-clip --seeds 0..1");
    }

    [Theory]
    [InlineData("sample-adam",
        "sample-adam", "sample-adam[]", " sample-adam[ lr=1e-3 ]", "critic=sample-adam+generator=sample-adam[Beta1=.9]")]
    [InlineData("sample-adam[lr=0.5,beta1=0]",
        "sample-adam[beta1=0,lr=0.5]", "sample-adam[lr=.50,beta1=-0.0]", "sample-adam[LR=5e-1,beta1=0.0]")]
    [InlineData("critic=sample-adam+generator=sample-required[lr=1]", "generator=sample-required[lr=1]+critic=sample-adam")]
    [InlineData("sample-adam[delay=20]", "sample-adam[delay=2e1]")]
    public void What_computes_the_same_is_the_same_run_however_it_was_typed(string label, params string[] typed)
    {
        var runs = typed.Select(text => OfOptions(text).Experiment.Runs.ShouldHaveSingleItem()).ToList();

        runs.ShouldAllBe(run => run.Value.Label == label);
        runs.Select(run => run.Key).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public void Two_that_compute_the_same_are_refused()
    {
        ProblemsOf(() => OfOptions("sample-adam[beta1=0]", "sample-adam[beta1=0.0]")).ShouldBe(
            ["--optimizer 'sample-adam[beta1=0.0]': 'sample-adam[beta1=0]' computes the same as "
                + "--optimizer 'sample-adam[beta1=0]', 'sample-adam[beta1=0]': leave one out."]);
        ProblemsOf(() => Plan("""
            name: fig
            workload: sample-work
            optimizers: { A: sample-adam, B: "sample-adam[lr=1e-3|1]" }
            profiles: { paper: { steps: 1 } }
            """)).ShouldBe(["fig.yaml:3:34: 'B lr=0.001' computes the same as fig.yaml:3:18, 'A': leave one out."]);
    }

    static Plan OfOptions(params string[] optimizers) => Plan(Experiment.FromOptions("sample-gan", optimizers, new(Steps: 10)));

    [Fact]
    public void Problems_of_the_command_line_name_the_option()
    {
        var run = Experiment.FromOptions("sample-wrk", ["sample-adam[lr=0]"], new(Steps: 0, Epochs: 1), schedule: "x");

        ProblemsOf(() => Plan(run)).ShouldBe(
        [
            "--steps: give either --steps or --epochs.",
            "--steps: 0 is not a number above 0.",
            $"--workload: {Unknown}",
            "--schedule: Unknown schedule 'x'. Available: sample-step.",
            "--optimizer 'sample-adam[lr=0]': sample-adam: lr = 0 is outside (0, inf).",
        ]);
    }
}
