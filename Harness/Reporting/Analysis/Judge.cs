
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Judges claims on the records. A claim holds when the 95 % interval of every pair lies on the asserted side, does not hold when that of
/// at least one lies on the other side, and is undecided otherwise. See docs/reports.md.
/// </summary>
static class Judge
{
    public static JudgedClaim Of(Claim claim, Panel panel)
    {
        ClaimExpression expression;
        ClaimMoment moment;
        try
        {
            (expression, moment) = (ClaimExpression.Parse(claim.Holds), ClaimMoment.Parse(claim.At));
        }
        catch (FormatException e)
        {
            return new(claim, panel, Verdict.Undecided, e.Message, []);
        }
        var absent = expression.Labels.Where(label => panel.Arms.All(a => a.Label != label)).Distinct().ToList();
        if (absent.Count > 0)
            return new(claim, panel, Verdict.Undecided, $"not among these runs: {string.Join(", ", absent)}", []);

        var metric = panel.Metric(claim.Metric);
        JudgedPair[] pairs = [.. from left in ClaimSide.Named(expression.Left, panel)
                                 from right in InOrder(expression.Right, panel)
                                 select Pair(panel, metric, moment, left, expression.Relation, right, claim.Margin)];
        if (Obstacle(panel, claim, expression, pairs) is { } obstacle)
            return new(claim, panel, Verdict.Undecided, obstacle, [.. pairs.Select(p => p with { Verdict = Verdict.Undecided })]);
        return new(claim, panel, Whole(pairs), Note(pairs), pairs);
    }

    /// <summary>In the order of the experiment.</summary>
    static IEnumerable<ClaimSide> InOrder(IReadOnlyList<string> sides, Panel panel) =>
        sides.SelectMany(side => ClaimSide.Named(side, panel))
            .OrderBy(side => side.Arm is null ? -1 : panel.Arms.ToList().IndexOf(side.Arm));

    static JudgedPair Pair(
        Panel panel, Metric metric, ClaimMoment moment, ClaimSide left, char relation, ClaimSide right, double? margin)
    {
        var numbers = Comparison.Of(panel, metric, moment, left, right);
        var verdict = relation == '~' ? IsClose(numbers, margin) : IsOnSide(numbers.Sign(metric.Better), relation);
        return new(left.Name, relation, right.Name, numbers, verdict);
    }

    static Verdict IsOnSide(int sign, char relation) =>
        sign == 0 ? Verdict.Undecided : sign < 0 == (relation == '<') ? Verdict.Holds : Verdict.DoesNotHold;

    /// <summary>A run that diverged alone is not close to anything: with one, the arms cannot count as equal.</summary>
    static Verdict IsClose(Comparison numbers, double? margin)
    {
        if (numbers.Effect is null && numbers.Diverged == numbers.N && numbers.N > 0) return Verdict.DoesNotHold;
        if (margin is not { } m) return Verdict.Undecided;
        if (numbers.IsExact && numbers.Effect is { } exact) return Math.Abs(exact) <= m ? Verdict.Holds : Verdict.DoesNotHold;
        if (numbers.Ci is not { } ci) return Verdict.Undecided;
        return ci.Low > m || ci.High < -m ? Verdict.DoesNotHold
            : ci.Low >= -m && ci.High <= m && numbers.Diverged == 0 ? Verdict.Holds
            : Verdict.Undecided;
    }

    static Verdict Whole(JudgedPair[] pairs) =>
        pairs.Any(p => p.Verdict == Verdict.DoesNotHold) ? Verdict.DoesNotHold
        : pairs.All(p => p.Verdict == Verdict.Holds) ? Verdict.Holds
        : Verdict.Undecided;

    /// <summary>What forbids a verdict, whatever the numbers say.</summary>
    static string? Obstacle(Panel panel, Claim claim, ClaimExpression expression, JudgedPair[] pairs)
    {
        if (panel.IsQuick) return "the quick profile shows that everything works; it is too short to rank anything";
        if (expression.Relation == '~' && claim.Margin is null) return "'~' needs a margin, and the claim has none";
        if (pairs.Length == 0) return "an optimizer cannot be compared with itself";
        var fewest = pairs.Min(p => p.Numbers.N);
        if (fewest == 0) return Empty(claim, pairs);
        return pairs.All(p => p.Numbers.IsEnough) ? null
            : $"{fewest} {(fewest == 1 ? "pair" : "pairs")}; " +
              $"a verdict needs at least {Comparison.FewestPairs} seeds that both optimizers ran";
    }

    static string Empty(Claim claim, JudgedPair[] pairs)
    {
        var names = pairs.Where(p => p.Numbers.N == 0).Select(p => $"{p.Left} and {p.Right}").ToList();
        var whose = names.Count == pairs.Length ? "" : $" of {string.Join(", of ", names)}";
        return $"no pair of runs{whose} recorded {claim.Metric} at {(claim.At is "end" or "best" ? "the " : "")}{claim.At}";
    }

    static string Note(JudgedPair[] pairs)
    {
        var open = pairs.Where(p => p.Verdict == Verdict.Undecided).Select(p => p.Right).ToList();
        var broken = pairs.Where(p => p.Verdict == Verdict.DoesNotHold).Select(p => p.Right).ToList();
        var diverged = pairs.Sum(p => p.Numbers.Diverged);
        return string.Join("; ", new[]
        {
            pairs.All(p => p.Numbers.IsExact) ? "work without chance: one run tells all, and there is no interval" : "",
            open.Count == 0 || broken.Count > 0 ? "" : $"no clear answer against {string.Join(", ", open)}",
            broken.Count == 0 || broken.Count == pairs.Length ? "" : $"not against {string.Join(", ", broken)}",
            diverged == 0 ? "" : "a diverged run loses its pair",
        }.Where(part => part.Length > 0));
    }
}
