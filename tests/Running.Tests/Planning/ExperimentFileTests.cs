using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

public sealed class ExperimentFileTests
{
    const string Full = """
        name: fig
        title: A title
        source: A paper
        workload: sample-work[width=16]
        schedule: sample-step
        clip: sample-clip[norm=1]
        probes: [sample-probe]
        optimizers:
          SGD: sample-required[lr=1]
          Adam:
            optimizer: sample-adam
            schedule: none
            clip: sample-clip
        seeds: [3, 5]
        profiles:
          quick: { epochs: 0.5, seeds: 2, workload: sample-work, optimizers: [Adam], evaluate-every: { steps: 10 } }
          paper: { steps: 100, seeds: "0..4" }
        claims:
          - says: Adam wins
            metric: train/loss
            holds: Adam < SGD
            at: epoch 1
          - { says: Equal, metric: test/accuracy, holds: Adam ~ SGD, margin: 0.01 }
        charts: [train/loss]
        """;

    static Experiment Parse(string yaml) => ExperimentFile.Parse(yaml, "fig.yaml", "fig");

    [Fact]
    public void Reads_every_key()
    {
        var experiment = Parse(Full);

        experiment.Problems.ShouldBeEmpty();
        (experiment.Name, experiment.Title, experiment.Source).ShouldBe(("fig", "A title", "A paper"));
        experiment.Workload.ShouldBe(new("sample-work[width=16]", new("fig.yaml", 4, 11)));
        experiment.Schedule!.Value.ShouldBe("sample-step");
        experiment.Clip!.Value.ShouldBe("sample-clip[norm=1]");
        experiment.Probes.Select(p => p.Value).ShouldBe(["sample-probe"]);
        experiment.Optimizers.Select(o => (o.Label?.Value, o.Optimizer.Value, o.Schedule?.Value, o.Clip?.Value))
            .ShouldBe([("SGD", "sample-required[lr=1]", null, null), ("Adam", "sample-adam", "none", "sample-clip")]);
        experiment.Seeds.ShouldBe([3L, 5L]);
        experiment.Profiles.Select(p => (p.Name, p.Length, p.Seeds?.ToString(), p.Workload?.Value)).ShouldBe(
        [
            ("quick", new RunLength(Epochs: 0.5, EvaluateEverySteps: 10), "0..1", "sample-work"),
            ("paper", new RunLength(Steps: 100), "0..4", null),
        ]);
        experiment.Profiles[0].Optimizers!.Select(o => o.Value).ShouldBe(["Adam"]);
        experiment.Claims.Select(c => c.Value).ShouldBe(
        [
            new Claim("Adam wins", "train/loss", "Adam < SGD", "epoch 1"),
            new Claim("Equal", "test/accuracy", "Adam ~ SGD", Margin: 0.01),
        ]);
        experiment.Charts.Select(c => c.Value).ShouldBe(["train/loss"]);
    }

    [Fact]
    public void Reads_the_same_where_numbers_have_commas() => Commas.Run(Reads_every_key);

    [Fact]
    public void A_single_seed_in_a_list_is_that_seed() =>
        Parse(Full.Replace("[3, 5]", "[7]", StringComparison.Ordinal)).Seeds.ShouldBe([7L]);

    [Theory]
    [InlineData("[0..4]", "0..4")]
    [InlineData("[0..2, 7]", "0,1,2,7")]
    public void A_list_of_seeds_may_hold_ranges(string written, string seeds)
    {
        var experiment = Parse(Full.Replace("[3, 5]", written, StringComparison.Ordinal));

        experiment.Problems.ShouldBeEmpty();
        experiment.Seeds.ToString().ShouldBe(seeds);
    }

    [Theory]
    [InlineData("1e3")]
    [InlineData("1000.0")]
    [InlineData("+1000")]
    public void Steps_are_written_as_on_the_command_line(string steps) =>
        Parse(Full.Replace("steps: 100", $"steps: {steps}", StringComparison.Ordinal)).Profiles[1].Length.Steps.ShouldBe(1000);

    [Fact]
    public void A_profile_that_names_its_optimizers_names_one() =>
        Parse(Full.Replace("optimizers: [Adam]", "optimizers: []", StringComparison.Ordinal)).Problems.ShouldHaveSingleItem()
            .Message.ShouldBe("profiles.quick.optimizers: there must be at least one.");

    [Fact]
    public void Every_problem_is_reported_at_once_with_its_place()
    {
        var experiment = Parse("""
            name: other
            titel: A title
            workload: [a, b]
            optimizers:
              Adam: { optimiser: sample-adam, schedul: x }
              Empty:
            seeds: 2..0
            profiles:
              quick: { epochs: 1, steps: 3 }
              standrad: { epochs: many, evaluate-every: { step: 5 } }
              paper: {}
            claims:
              - { says: x, metric: y, hold: z }
            charts: train/loss
            """);

        experiment.Problems.Select(p => p.ToString()).Order(StringComparer.Ordinal).ShouldBe(new[]
        {
            "fig.yaml:1:7: name: 'other' is not the name of its file. Expected 'fig', or rename the file to 'other.yaml'.",
            "fig.yaml:2:1: unknown key 'titel'. Did you mean 'title'? "
                + "Allowed: name, workload, optimizers, profiles, title, source, notes, schedule, clip, probes, seeds, claims, charts.",
            "fig.yaml:3:11: workload: expected text on one line.",
            "fig.yaml:5:11: unknown key 'optimiser' in optimizers.Adam. Did you mean 'optimizer'? Allowed: optimizer, schedule, clip.",
            "fig.yaml:5:35: unknown key 'schedul' in optimizers.Adam. Did you mean 'schedule'? Allowed: optimizer, schedule, clip.",
            "fig.yaml:5:9: optimizers.Adam: 'optimizer' must be given.",
            "fig.yaml:6:9: optimizers.Empty: is empty.",
            "fig.yaml:7:8: seeds: '2..0' holds no seed. Allowed: how many (5), a range (0..4) or a list (0,3,5).",
            "fig.yaml:9:10: profiles.quick: give either 'epochs' or 'steps'.",
            "fig.yaml:10:13: profiles.standrad: unknown profile 'standrad'. Did you mean 'standard'? Allowed: quick, standard, paper.",
            "fig.yaml:10:23: profiles.standrad.epochs: 'many' is not a number above 0.",
            "fig.yaml:10:45: profiles.standrad.evaluate-every: give either 'epochs' or 'steps'.",
            "fig.yaml:10:47: unknown key 'step' in profiles.standrad.evaluate-every. Did you mean 'steps'? Allowed: epochs, steps.",
            "fig.yaml:11:10: profiles.paper: give either 'epochs' or 'steps'.",
            "fig.yaml:13:27: unknown key 'hold' in claims[0]. Did you mean 'holds'? Allowed: says, metric, holds, at, margin.",
            "fig.yaml:13:5: claims[0]: 'holds' must be given.",
            "fig.yaml:14:9: charts: expected a list.",
        }.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "fig.yaml:1:1: expected an experiment: keys with values.")]
    [InlineData("just text", "fig.yaml:1:1: expected an experiment: keys with values.")]
    [InlineData("a: 1\n---\nb: 2", "fig.yaml:1:1: expected one experiment, but '---' begins another.")]
    [InlineData("name: fig\n  bad: [", "fig.yaml:2:6: malformed YAML: *")]
    [InlineData("name: fig\nname: fig", "fig.yaml:2:1: malformed YAML: *")]
    [InlineData("profiles: { quick: { workload: a[b=1] }", "fig.yaml:1:*: malformed YAML: *")]
    [InlineData("name: fig\noptimizers:\n  A: sgd\n\tB: adam", "fig.yaml:4:1: malformed YAML: *tab*")]
    [InlineData("name: fig\noptimizers:\n\tA: adam", "fig.yaml:3:1: malformed YAML: *tab*")]
    [InlineData("name: fig\ntitle: '*nope'\noptimizers: { A: *nope }", "fig.yaml:3:18: malformed YAML: *'nope'*")]
    public void Malformed_YAML_is_named_with_its_line(string yaml, string message)
    {
        var problem = Parse(yaml).Problems.ShouldHaveSingleItem().ToString();

        problem.ShouldStartWith(message.Split('*')[0]);
        foreach (var words in message.Split('*')) problem.ShouldContain(words);
    }

    [Fact]
    public void A_library_knows_names_and_paths()
    {
        var folder = Directory.CreateTempSubdirectory("experiments-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "fig.yaml"), Full);
            var library = new ExperimentLibrary(folder);

            library.Names.ShouldBe(["fig"]);
            library.Read("fig").Arguments.ShouldBe("fig");
            library.Read(Path.Combine(folder, "fig.yaml")).Problems.ShouldBeEmpty();
            Should.Throw<PlanException>(() => library.Read("fog")).Message
                .ShouldBe("Unknown experiment 'fog'. Did you mean 'fig'? Available: fig, or the path of a .yaml file.");
            Should.Throw<PlanException>(() => library.Read("no/fig.yaml")).Message.ShouldBe("There is no experiment file 'no/fig.yaml'.");
            new ExperimentLibrary(Path.Combine(folder, "missing")).Names.ShouldBeEmpty();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
