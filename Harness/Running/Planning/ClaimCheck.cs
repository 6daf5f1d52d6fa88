namespace AdaShift.Bench.Running;

/// <summary>Whether the records of a plan will be able to answer a claim, or fill a chart.</summary>
sealed class ClaimCheck(IReadOnlyList<string> labels, IReadOnlyList<PlannedWorkload> workloads, IReadOnlyList<Located<string>> probes)
{
    const string StepLog = "batch/";

    /// <summary>Those that the workloads record, in their order.</summary>
    public IReadOnlyList<string> Metrics { get; } =
        [.. workloads.SelectMany(w => w.Facts.Metrics).Select(m => m.Name).Distinct(StringComparer.Ordinal)];

    public IEnumerable<string> Validate(Claim claim)
    {
        if (MetricProblem(claim.Metric) is { } metric) yield return metric;
        if (Attempt(() => ClaimMoment.Parse(claim.At)).Problem is { } moment) yield return moment;
        var (holds, malformed) = Attempt(() => ClaimExpression.Parse(claim.Holds));
        if (malformed is not null) yield return malformed;
        if (holds is null) yield break;

        if (labels.Count > 0)
            foreach (var label in holds.Labels.Distinct(StringComparer.Ordinal).Where(l => !labels.Contains(l)))
                yield return $"'{claim.Holds}': there is no optimizer '{label}'.{NearestName.Among(label, labels)}";
        if (holds.Right.Contains(holds.Left)) yield return $"'{claim.Holds}' compares '{holds.Left}' with itself.";
        if (holds.Relation == '~' && claim.Margin is null)
            yield return $"'{claim.Holds}' needs a margin: the largest difference that counts as equal.";
        if (holds.Relation != '~' && claim.Margin is not null)
            yield return $"'{claim.Holds}' has a margin, which belongs to '~' only.";
    }

    /// <summary>Whether a claim can be read and names none but these labels.</summary>
    public static bool IsAbout(Claim claim, IReadOnlyList<string> labels) =>
        Attempt(() => ClaimExpression.Parse(claim.Holds)).Value is { } holds && holds.Labels.All(labels.Contains);

    /// <returns>Null when a claim can name the label.</returns>
    public static string? LabelProblem(string label) =>
        ClaimExpression.Number(label) is not null
            ? $"claims would take the label '{label}' for a number. Give another label."
        : label.Any(c => ",<>~".Contains(c, StringComparison.Ordinal))
            ? $"claims cannot name the label '{label}': there, ',', '<', '>' and '~' stand between labels. Give another label."
        : null;

    /// <returns>Null when the metric will be recorded; also when no workload is known to ask.</returns>
    public string? MetricProblem(string metric)
    {
        if (workloads.Count == 0 || Metrics.Contains(metric) || metric.StartsWith(StepLog, StringComparison.Ordinal)) return null;
        // A probe prefixes its metrics with its own name; only the run shows which there are.
        if (probes.Any(p => metric.StartsWith($"{p.Value.Split('[')[0].Trim()}/", StringComparison.Ordinal))) return null;
        return $"there is no metric '{metric}'.{NearestName.Among(metric, [.. Metrics, $"{StepLog}… from the training steps"])}";
    }

    static (T? Value, string? Problem) Attempt<T>(Func<T> parse)
    {
        try
        {
            return (parse(), null);
        }
        catch (FormatException e)
        {
            return (default, e.Message);
        }
    }
}
