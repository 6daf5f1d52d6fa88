using System.Reflection;
using TorchSharp;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What the harness expects of every probe: it only looks, and what it gathered survives an interruption.</summary>
public static class ProbeConformance
{
    const int Steps = 60;

    /// <param name="make">A new probe, with the same settings each time.</param>
    /// <param name="rule">What it looks at; one that shows its v.</param>
    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(Func<Probe> make, UpdateRule rule)
    {
        using var probe = make();
        var findings = new Findings(probe.GetType().Name);
        findings.Check("reports", () => Reports(make, rule, findings));
        findings.Check("only looks", () => OnlyLooks(make, rule, findings));
        findings.Check("saved and restored", () => Resumes(make, rule, findings));
        findings.Check("disposed", () => FreesTensors(make, rule, findings));
        findings.Throw();
    }

    static void Reports(Func<Probe> make, UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel();
        using var run = new WatchedRun(model, make(), rule);
        var name = run.Probe.GetType().GetCustomAttribute<ProbeAttribute>()?.Name;
        run.Report(); // before the first step
        run.Train(0, Steps);
        var (first, second) = (run.Report(), run.Report());
        foreach (var metric in first.Metrics.Keys.Where(m => !m.StartsWith($"{name}/", StringComparison.Ordinal)))
            findings.Demand(false, $"its metric '{metric}' does not begin with its name, '{name}/'");
        findings.Demand(first.Metrics.SequenceEqual(second.Metrics), "two reports in a row differ");
    }

    static void OnlyLooks(Func<Probe> make, UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel();
        using var run = new WatchedRun(model, make(), rule);
        run.Train(0, Steps);
        using var plain = new TinyModel();
        using var optimizer = rule.For(plain.Parameters);
        plain.Train(optimizer, 0, Steps);
        findings.Demand(model.Theta.SequenceEqual(plain.Theta), "it changes the run that it looks at");
    }

    static void Resumes(Func<Probe> make, UpdateRule rule, Findings findings)
    {
        var whole = Run(make, rule);
        foreach (var k in new[] { 0, 1, 2, 17, Steps - 1, Steps })
            findings.Demand(
                Run(make, rule, interruptedAfter: k).SequenceEqual(whole),
                $"saved after {k} steps and loaded into another probe, it ends elsewhere");
    }

    static void FreesTensors(Func<Probe> make, UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel();
        var before = Live();
        using (var run = new WatchedRun(model, make(), rule))
        {
            run.Train(0, Steps);
            run.Report();
            run.Resume(make());
            run.Train(0, Steps);
            run.Report();
        }

        findings.Demand(Live() <= before, $"{Live() - before} tensors are left after Dispose");
    }

    /// <returns>What it reports and what it saves at the end.</returns>
    static string[] Run(Func<Probe> make, UpdateRule rule, int? interruptedAfter = null)
    {
        using var model = new TinyModel();
        using var run = new WatchedRun(model, make(), rule);
        run.Train(0, interruptedAfter ?? Steps);
        if (interruptedAfter is { } k)
        {
            run.Resume(make());
            run.Train(k, Steps);
        }

        return run.Everything();
    }

    static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
