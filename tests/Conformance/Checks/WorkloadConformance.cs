using TorchSharp;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What the harness expects of every workload: reproducible, restorable, finite, and evaluated without side effects.</summary>
public static class WorkloadConformance
{
    const int Steps = 4;

    /// <param name="workload">Opened several times.</param>
    /// <param name="rule">Trains every player.</param>
    /// <param name="dataRoot">The folder of the data store.</param>
    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(Workload workload, UpdateRule rule, string dataRoot)
    {
        var findings = new Findings(workload.GetType().Name);
        findings.Demand(!workload.Validate().Any(), $"its settings have problems: {string.Join("; ", workload.Validate())}");
        findings.Demand(
            workload.Metrics.Any(m => m.Name == workload.Goal.Metric),
            $"its goal is about '{workload.Goal.Metric}', which is not among its metrics");
        findings.Check("trains", () => Trains(workload, rule, dataRoot, findings));
        findings.Check("same seed, same bits", () => Repeats(workload, rule, dataRoot, findings));
        findings.Check("saved and restored", () => Resumes(workload, rule, dataRoot, findings));
        findings.Check("evaluates", () => Evaluates(workload, rule, dataRoot, findings));
        findings.Check("memory", () => StaysFlat(workload, rule, dataRoot, findings));
        findings.Throw();
    }

    static void Trains(Workload workload, UpdateRule rule, string dataRoot, Findings findings)
    {
        using var run = new TrialRun(workload, rule, dataRoot);
        var players = run.Trial.Players.Select(p => p.Name).ToArray();
        findings.Demand(
            players.SequenceEqual(workload.Players),
            $"its players are {string.Join(", ", players)}; it announces {string.Join(", ", workload.Players)}");
        var start = run.Theta;
        run.Train(Steps);
        findings.Demand(run.Losses.Count > 0, "a training step logs no loss");
        findings.Demand(run.Losses.All(double.IsFinite), "a loss is not finite");
        findings.Demand(!run.Theta.SequenceEqual(start), $"θ has not moved after {Steps} steps");
    }

    static void Repeats(Workload workload, UpdateRule rule, string dataRoot, Findings findings)
    {
        using var one = new TrialRun(workload, rule, dataRoot);
        one.Train(Steps);
        using var other = new TrialRun(workload, rule, dataRoot);
        other.Train(Steps);
        findings.Demand(one.Theta.SequenceEqual(other.Theta), "two runs with one seed end at different θ");
        if (!workload.UsesSeed) return;
        using var third = new TrialRun(workload, rule, dataRoot, seed: 1);
        third.Train(Steps);
        findings.Demand(!third.Theta.SequenceEqual(one.Theta), "a run with another seed ends at the same θ");
    }

    static void Resumes(Workload workload, UpdateRule rule, string dataRoot, Findings findings)
    {
        using var whole = new TrialRun(workload, rule, dataRoot);
        whole.Train(2);
        using var saved = whole.Save();
        whole.Train(Steps);
        using var resumed = new TrialRun(workload, rule, dataRoot);
        resumed.Train(1);
        resumed.Load(saved);
        resumed.Train(Steps);
        findings.Demand(resumed.Theta.SequenceEqual(whole.Theta), "saved after 2 steps and loaded into another trial, it ends elsewhere");
    }

    static void Evaluates(Workload workload, UpdateRule rule, string dataRoot, Findings findings)
    {
        using var run = new TrialRun(workload, rule, dataRoot);
        run.Train(1);
        var (first, second) = (run.Evaluate(isFinal: true), run.Evaluate(isFinal: true));
        var declared = workload.Metrics.Select(m => m.Name).Where(m => !m.StartsWith("batch/", StringComparison.Ordinal)).ToHashSet();
        foreach (var name in first.Metrics.Keys.Except(declared))
            findings.Demand(false, $"it records '{name}', which is not among its metrics");
        foreach (var name in declared.Except(first.Metrics.Keys)) findings.Demand(false, $"it declares '{name}' and does not record it");
        findings.Demand(first.Metrics.Values.All(double.IsFinite), "a metric is not finite");
        findings.Demand(first.Metrics.SequenceEqual(second.Metrics), "two evaluations in a row differ");
        run.Train(Steps);
        using var plain = new TrialRun(workload, rule, dataRoot);
        plain.Train(1 + Steps);
        findings.Demand(run.Theta.SequenceEqual(plain.Theta), "an evaluation changes the training after it");
    }

    static void StaysFlat(Workload workload, UpdateRule rule, string dataRoot, Findings findings)
    {
        using var run = new TrialRun(workload, rule, dataRoot);
        run.Train(Steps);
        run.Evaluate();
        var warm = Live();
        run.Train(Steps);
        run.Evaluate();
        findings.Demand(Live() <= warm, $"{Live() - warm} tensors more after {Steps} more steps and an evaluation");
    }

    static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
