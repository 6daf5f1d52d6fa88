
namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What the harness expects of every learning-rate schedule.</summary>
public static class ScheduleConformance
{
    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(Schedule schedule)
    {
        var findings = new Findings(schedule.ToString());
        findings.Demand(!schedule.Validate().Any(), $"its settings have problems: {string.Join("; ", schedule.Validate())}");
        foreach (var total in new long[] { 1, 7, 1000 })
            findings.Check($"a run of {total} steps", () => Factors(schedule, total, findings));
        findings.Throw();
    }

    static void Factors(Schedule schedule, long total, Findings findings)
    {
        for (long step = 0; step < total; step++)
        {
            var factor = schedule.Factor(new(step, total, 10));
            var again = schedule.Factor(new(step, total, 10));
            findings.Demand(double.IsFinite(factor) && factor >= 0, $"its factor at step {step} of {total} is {factor:R}");
            findings.Demand(factor.Equals(again), $"asked twice for step {step}, it answers differently: it must remember nothing");
        }
    }
}
