namespace AdaShift.Bench.Running;

/// <summary>Whether the records of a plan will be able to answer a claim, or fill a chart.</summary>
sealed class ClaimCheck(IReadOnlyList<string> labels, IReadOnlyList<PlannedWorkload> workloads, IReadOnlyList<Located<string>> probes)
{
    const string StepLog = "batch/";

    readonly string[] metrics = [.. workloads.SelectMany(w => w.Facts.Metrics).Select(m => m.Name).Distinct(StringComparer.Ordinal)];

    public IEnumerable<string> Validate(Claim claim)
    {
        if (MetricProblem(claim.Metric) is { } metric) yield return metric;
        if (Wrong(() => ClaimMoment.Parse(claim.At)) is { } moment) yield return moment;
        if (Wrong(() => ClaimExpression.Parse(claim.Holds)) is { } expression)
        {
            yield return expression;
            yield break;
        }

        var holds = ClaimExpression.Parse(claim.Holds);
        if (labels.Count > 0)
            foreach (var label in holds.Labels.Distinct(StringComparer.Ordinal).Where(l => !labels.Contains(l)))
                yield return $"'{claim.Holds}': there is no optimizer '{label}'.{NearestName.Among(label, labels)}";
        if (holds.Right.Contains(holds.Left)) yield return $"'{claim.Holds}' compares '{holds.Left}' with itself.";
        if (holds.Relation == '~' && claim.Margin is null)
            yield return $"'{claim.Holds}' needs a margin: the largest difference that counts as equal.";
        if (holds.Relation != '~' && claim.Margin is not null)
            yield return $"'{claim.Holds}' has a margin, which belongs to '~' only.";
    }

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
        if (workloads.Count == 0 || metrics.Contains(metric) || metric.StartsWith(StepLog, StringComparison.Ordinal)) return null;
        // A probe names its metrics after itself; which ones they are only the run can tell.
        if (probes.Any(p => metric.StartsWith($"{p.Value.Split('[')[0].Trim()}/", StringComparison.Ordinal))) return null;
        return $"there is no metric '{metric}'.{NearestName.Among(metric, [.. metrics, $"{StepLog}… from the training steps"])}";
    }

    static string? Wrong(Action parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }
}
