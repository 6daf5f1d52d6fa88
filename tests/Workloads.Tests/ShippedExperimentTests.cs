using AdaShift.Bench.Running;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>Whether a workload, a schedule and a probe go together shows only when they run.</summary>
public sealed class ShippedExperimentTests
{
    static readonly ExperimentLibrary library = new(Path.Combine(AppContext.BaseDirectory, "experiments"));

    public static TheoryData<string> WithoutData => [.. library.Names.Where(name => PlanOf(name).Datasets.Count == 0)];

    [Theory]
    [MemberData(nameof(WithoutData))]
    public void It_takes_a_step_and_records_what_it_charts(string name)
    {
        var experiment = PlanOf(name).Experiment;
        foreach (var spec in experiment.Runs.Values.DistinctBy(spec => (spec.Workload, spec.Schedule, spec.Clip)))
        {
            using var run = TheoryRun.Open(spec);
            run.TrainStep();

            run.Divergence.ShouldBeNull();
            experiment.Charts.Except(run.Evaluate().Metrics.Keys).ShouldBeEmpty();
        }
    }

    static Plan PlanOf(string name) => new Planner(TheoryRun.Catalog).Plan(library.Read(name), new(ExperimentProfile.Quick));
}
