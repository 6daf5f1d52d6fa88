using AdaShift.Bench.Optim;
using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>Claims that hold whatever is run say nothing: with another optimizer behind a label, the shipped ones must not hold.</summary>
public sealed class ShippedClaimTests : IDisposable
{
    const int Steps = 12;

    static readonly ExperimentLibrary library = new(Path.Combine(AppContext.BaseDirectory, "experiments"));

    static readonly string[] claimed = ["Adam", "Adam β1=0.9", "AdaShift", "AdaShift n=10"];

    readonly Dictionary<(string optimizer, long seed), IReadOnlyDictionary<string, double>> metrics = [];
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("adashift-claims-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Theorem_5_holds_for_AdaShift_and_not_for_a_biased_Adam_in_its_place()
    {
        Verdicts().ShouldAllBe(v => v == Verdict.Holds);

        // The last claim is about Adam alone.
        Verdicts(("AdaShift", BiasedAdam("1e-12")), ("AdaShift n=10", BiasedAdam("2e-12")))
            .ShouldBe([Verdict.DoesNotHold, Verdict.DoesNotHold, Verdict.DoesNotHold, Verdict.Holds]);
    }

    /// <summary>Adam as the experiment has it but for ε, since a plan refuses two lines that compute the same.</summary>
    static string BiasedAdam(string eps) => $"adam[lr=0.001,beta1=0,beta2=0.999,eps={eps}]";

    /// <param name="swaps">Labels, with the optimizer that is run in their place.</param>
    IReadOnlyList<Verdict> Verdicts(params (string label, string by)[] swaps)
    {
        var experiment = library.Read("theorem5");
        var standard = experiment.Profiles.Single(p => p.Name == ExperimentProfile.Standard);
        var plan = new Planner(TheoryRun.Catalog).Plan(
            experiment with
            {
                Profiles = [standard with { Length = new(Steps: Steps), Seeds = SeedList.Count(5) }],
                Optimizers = [.. claimed.Select(label => Swapped(Entry(label)))],
            },
            new(ExperimentProfile.Standard));
        var path = folder.CreateSubdirectory($"{folder.GetDirectories().Length}").FullName;
        File.WriteAllText(Path.Combine(path, ExperimentRecord.FileName), RecordJson.Write(plan.Experiment));
        foreach (var (run, spec) in plan.Experiment.Runs) Write(Directory.CreateDirectory(Path.Combine(path, run)), spec, plan);
        return [.. ReportData.Of([path]).Claims.Select(c => c.Verdict)];

        ExperimentArm Entry(string label) => experiment.Optimizers.Single(o => o.Label?.Value == label);

        ExperimentArm Swapped(ExperimentArm entry) =>
            swaps.FirstOrDefault(s => s.label == entry.Label!.Value).by is { } by
                ? entry with { Optimizer = entry.Optimizer with { Value = by } }
                : entry;
    }

    void Write(DirectoryInfo run, RunSpec spec, Plan plan)
    {
        var found = Measure(spec);
        var environment = new EnvironmentRecord(
            "", null, "", "", "", "", 1, 1, "", "", "", "", 1, new Dictionary<string, string>());
        Put(RunRecord.FileName, RecordJson.Write(new RunRecord(
            RecordJson.FormatVersion, spec, plan.Workloads[spec.Workload], new Dictionary<string, string?>(), [], environment,
            DateTimeOffset.UnixEpoch)));
        Put(EventRecord.FileName, RecordJson.Write(new EventRecord(EventRecord.Evaluated, Steps, null, found, PhaseSeconds.Zero)) + "\n");
        Put(ResultRecord.FileName, RecordJson.Write(new ResultRecord(
            RecordJson.FormatVersion, RunStatus.Completed, Steps, null, found, PhaseSeconds.Zero, 1, 1, 0, DateTimeOffset.UnixEpoch,
            Processor: null)));

        void Put(string name, string text) => File.WriteAllText(Path.Combine(run.FullName, name), text);
    }

    IReadOnlyDictionary<string, double> Measure(RunSpec spec)
    {
        var key = (spec.Optimizers[Player.DefaultName], spec.Seed);
        if (metrics.TryGetValue(key, out var known)) return known;
        using var run = TheoryRun.Open(spec);
        return metrics[key] = TheoryRun.Walk(run, Steps).Metrics;
    }
}
