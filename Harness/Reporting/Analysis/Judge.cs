namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Judges claims on the records. A claim holds if the 95 % interval of every pair lies on the asserted side, does not hold if the interval
/// of at least one pair lies on the other side, and is undecided otherwise. See docs/reports.md.
/// </summary>
static class Judge
{
    public static JudgedClaim Of(Claim claim, Panel panel)
    {
        try
        {
            return Of(claim, ClaimExpression.Parse(claim.Holds), ClaimMoment.Parse(claim.At), panel);
        }
        catch (FormatException e)
        {
            return new(claim, panel, e.Message, []);
        }
    }

    static JudgedClaim Of(Claim claim, ClaimExpression expression, ClaimMoment moment, Panel panel)
    {
        string[] absent = [.. expression.Labels.Where(label => panel.Arms.All(a => a.Label != label)).Distinct()];
        if (absent.Length > 0) return new(claim, panel, $"not among these runs: {string.Join(", ", absent)}", []);

        var metric = panel.Metric(claim.Metric);
        JudgedPair[] pairs = [.. from left in Sides([expression.Left], panel, metric, moment)
                                 from right in Sides(expression.Right, panel, metric, moment)
                                 select Pair(left, expression.Relation, right)];
        var obstacle = ObstacleOf(claim, expression.Relation, panel, pairs);
        return new(claim, panel, obstacle, obstacle is null ? pairs : [.. pairs.Select(p => p with { Verdict = Verdict.Undecided })]);

        JudgedPair Pair(Sample left, char relation, Sample right)
        {
            var numbers = PairedComparison.Of(left, right, metric.Better, panel.IsDeterministic);
            var verdict = relation == '~' ? IsClose(numbers, claim.Margin) : IsOnSide(numbers.Sign(metric.Better), relation);
            return new(left.Name, relation, right.Name, numbers, verdict);
        }
    }

    /// <summary>Numbers first, then arms in the order of the experiment.</summary>
    static IEnumerable<Sample> Sides(IReadOnlyList<string> names, Panel panel, Metric metric, ClaimMoment moment) =>
    [
        .. from name in names
           let number = ClaimExpression.Number(name)
           where number is not null
           select Sample.Constant(name, number.Value, panel.Runs.Select(r => r.Seed)),
        .. panel.Arms.Where(a => names.Contains(a.Label)).Select(a => Sample.Of(a, metric, moment)),
    ];

    static Verdict IsOnSide(int sign, char relation) =>
        sign == 0 ? Verdict.Undecided : sign < 0 == (relation == '<') ? Verdict.Holds : Verdict.DoesNotHold;

    /// <summary>If only one run of a pair diverged, the two are not close: the arms cannot count as equal.</summary>
    static Verdict IsClose(PairedComparison numbers, double? margin)
    {
        if (numbers.Effect is null && numbers.Diverged == numbers.N && numbers.N > 0) return Verdict.DoesNotHold;
        if (margin is not { } m) return Verdict.Undecided;
        if (numbers.IsExact && numbers.Effect is { } exact) return Math.Abs(exact) <= m ? Verdict.Holds : Verdict.DoesNotHold;
        if (numbers.Ci is not { } ci) return Verdict.Undecided;
        return ci.Low > m || ci.High < -m ? Verdict.DoesNotHold
            : ci.Low >= -m && ci.High <= m && numbers.Diverged == 0 ? Verdict.Holds
            : Verdict.Undecided;
    }

    static string? ObstacleOf(Claim claim, char relation, Panel panel, JudgedPair[] pairs)
    {
        if (panel.IsQuick) return "the quick profile shows that everything works; it is too short to rank anything";
        if (relation == '~' && claim.Margin is null) return "'~' needs a margin, and the claim has none";
        JudgedPair[] empty = [.. pairs.Where(p => p.Numbers.N == 0)];
        if (empty.Length > 0) return NotRecorded(claim, empty.Length == pairs.Length ? [] : empty);
        return pairs.All(p => p.Numbers.IsEnough) ? null
            : $"{Phrases.Count(pairs.Min(p => p.Numbers.N), "pair")}; a verdict needs at least {PairedComparison.FewestPairs} seeds that " +
              "both optimizers ran";
    }

    /// <param name="pairs">The pairs without a common seed; empty if that is all of them.</param>
    static string NotRecorded(Claim claim, JudgedPair[] pairs)
    {
        var whose = pairs.Length == 0 ? "" : $" of {string.Join(", of ", pairs.Select(p => $"{p.Left} and {p.Right}"))}";
        return $"no pair of runs{whose} recorded {claim.Metric} at {(claim.At is "end" or "best" ? "the " : "")}{claim.At}";
    }
}
