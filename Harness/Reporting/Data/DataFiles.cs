using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting.Data;

/// <summary>The numbers behind a report, for people who want to plot or test them their own way.</summary>
static class DataFiles
{
    /// <returns>File name and content.</returns>
    public static IEnumerable<(string name, string content)> Of(ReportData report) =>
        [("claims.csv", Claims(report)), ("evaluations.csv", Evaluations(report)), ("runs.csv", Runs(report))];

    static IEnumerable<(Panel panel, Arm arm, Run run)> All(ReportData report) =>
        from panel in report.Panels
        from arm in panel.Arms
        from run in arm.Runs
        select (panel, arm, run);

    static string Runs(ReportData report)
    {
        var csv = new Csv("panel", "experiment", "profile", "workload", "label", "settings", "seed", "status", "steps",
            "training_s", "optimizer_s", "data_s", "evaluation_s", "bookkeeping_s", "setup_s", "processor_s", "processor_wait_s",
            "parameters", "peak_memory_bytes", "resumptions", "device", "commit");
        foreach (var (panel, arm, run) in All(report))
        {
            var (spec, result) = (run.Recorded.Spec, run.Recorded.Result);
            var s = result?.Seconds;
            csv.Add(panel.Key, spec.Experiment, spec.Profile, spec.Workload, arm.Name, Describe.Settings(spec),
                run.Seed, Words.Status(run.Status), result?.Steps,
                s?.Training, s?.Optimizer, s?.Data, s?.Evaluation, s?.Bookkeeping, s?.Setup,
                result?.Processor?.Used, result?.Processor?.Waited,
                result?.ParameterCount, result?.PeakMemoryBytes, result?.Resumptions,
                spec.Device, run.Recorded.Record?.Environment.Commit);
        }
        return csv.ToString();
    }

    /// <summary>By far the longest: what panel, label and seed stand for, runs.csv has once.</summary>
    static string Evaluations(ReportData report)
    {
        var csv = new Csv("panel", "label", "seed", "step", "epoch", "metric", "value", "algorithm_s", "warm_up");
        foreach (var (panel, arm, run) in All(report))
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
            var (panel, c) = (claim.Panel, claim.Claim);
            if (claim.Pairs.Count == 0)
                csv.Add(panel.Key, panel.Experiment.Name, c.Says, c.Metric, c.At, c.Margin, null, null, null, null,
                    null, null, 0, 0, null, null, claim.Verdict, claim.Reason);
            foreach (var p in claim.Pairs)
                csv.Add(panel.Key, panel.Experiment.Name, c.Says, c.Metric, c.At, c.Margin, p.Left, p.Relation, p.Right, p.Numbers.Effect,
                    p.Numbers.Ci?.Low, p.Numbers.Ci?.High, p.Numbers.N, p.Numbers.Diverged, p.Numbers.P,
                    p.Verdict, claim.Verdict, claim.Reason);
        }
        return csv.ToString();
    }
}
