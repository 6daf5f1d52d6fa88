namespace AdaShift.Bench.Reporting.Output;

/// <summary>The numbers behind a report, for people who want to plot or test them their own way.</summary>
static class DataFiles
{
    /// <returns>File name and content.</returns>
    public static IEnumerable<(string name, string content)> Of(ReportData report) =>
        [("claims.csv", Claims(report)), ("evaluations.csv", Evaluations(report)), ("runs.csv", Runs(report))];

    static string Runs(ReportData report)
    {
        var csv = new Csv("panel", "experiment", "profile", "workload", "label", "settings", "seed", "status", "steps",
            "training_s", "optimizer_s", "data_s", "evaluation_s", "bookkeeping_s", "setup_s", "processor_s", "processor_wait_s",
            "parameters", "peak_memory_bytes", "resumptions", "device", "commit");
        foreach (var (panel, arm, run) in report.ArmRuns)
        {
            var (spec, result) = (run.Recorded.Spec, run.Recorded.Result);
            var s = result?.Seconds;
            csv.Add(panel.Key, spec.Experiment, spec.Profile, spec.Workload, arm.Name, Panels.Settings(spec),
                run.Seed, Phrases.Status(run.Status), result?.Steps,
                s?.Training, s?.Optimizer, s?.Data, s?.Evaluation, s?.Bookkeeping, s?.Setup,
                result?.Processor?.Used, result?.Processor?.Waited,
                result?.ParameterCount, result?.PeakMemoryBytes, result?.Resumptions,
                spec.Device, run.Recorded.Record?.Environment.Commit);
        }
        return csv.ToString();
    }

    /// <summary>By far the longest file, so it names only panel, label and seed; runs.csv has the rest.</summary>
    static string Evaluations(ReportData report)
    {
        var csv = new Csv("panel", "label", "seed", "step", "epoch", "metric", "value", "algorithm_s", "warm_up");
        foreach (var (panel, arm, run) in report.ArmRuns)
            foreach (var e in run.Evaluations)
                foreach (var (metric, value) in e.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal))
                    csv.Add(panel.Key, arm.Name, run.Seed, e.Step, e.Epoch, metric, value, e.Seconds.Algorithm, e.WarmUp ? 1 : 0);
        return csv.ToString();
    }

    static string Claims(ReportData report)
    {
        var csv = new Csv("panel", "experiment", "says", "metric", "at", "margin", "left", "relation", "right", "difference",
            "ci_low", "ci_high", "n", "diverged", "p", "pair_verdict", "claim_verdict", "reason");
        foreach (var claim in report.Claims)
        {
            var c = claim.Claim;
            object?[] ofClaim = [claim.Panel.Key, claim.Panel.Experiment.Name, c.Says, c.Metric, c.At, c.Margin];
            object?[] ofVerdict = [claim.Verdict, claim.Reason];
            if (claim.Pairs.Count == 0) csv.Add([.. ofClaim, null, null, null, null, null, null, 0, 0, null, null, .. ofVerdict]);
            foreach (var p in claim.Pairs)
                csv.Add([.. ofClaim, p.Left, p.Relation, p.Right, .. Numbers(p.Numbers), p.Verdict, .. ofVerdict]);
        }

        return csv.ToString();
    }

    static object?[] Numbers(PairedComparison numbers) =>
        [numbers.Effect, numbers.Ci?.Low, numbers.Ci?.High, numbers.N, numbers.Diverged, numbers.P];
}
