namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>How a run's result contradicts its last evaluation, as when a copy lost the end of the events.</summary>
/// <param name="ResultSteps">Steps by the result.</param>
/// <param name="LastStep">Step of the last evaluation; null without one.</param>
/// <param name="Metric">The first metric that differs; null where the steps do.</param>
public sealed record Damage(long ResultSteps, long? LastStep, string? Metric)
{
    /// <returns>Null when they agree. A failed run is in no number, and its result may not know its evaluations.</returns>
    public static Damage? Of(ResultRecord? result, EventRecord? last)
    {
        if (result is null or { Status: RunStatus.Failed }) return null;
        if (result.Status == RunStatus.Completed && last?.Step != result.Steps) return new(result.Steps, last?.Step, null);
        var found = last?.Metrics ?? new Dictionary<string, double>();
        var other = result.Metrics.Keys.Union(found.Keys).Order(StringComparer.Ordinal)
            .FirstOrDefault(m => !result.Metrics.TryGetValue(m, out var a) || !found.TryGetValue(m, out var b) || !a.Equals(b));
        return other is null ? null : new(result.Steps, last?.Step, other);
    }
}
