namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>A claim with what the records say about it.</summary>
/// <param name="Obstacle">Why there can be no verdict, whatever the numbers say; null if there can.</param>
public sealed record JudgedClaim(Claim Claim, Panel Panel, string? Obstacle, IReadOnlyList<JudgedPair> Pairs)
{
    public Verdict Verdict =>
        Obstacle is not null ? Verdict.Undecided
        : Pairs.Any(p => p.Verdict == Verdict.DoesNotHold) ? Verdict.DoesNotHold
        : Pairs.All(p => p.Verdict == Verdict.Holds) ? Verdict.Holds
        : Verdict.Undecided;

    /// <summary>Why the claim is undecided, or what a reader must know about the verdict; empty if the numbers say it all.</summary>
    public string Reason => Obstacle ?? Phrases.Join("; ",
        Pairs.All(p => p.Numbers.IsExact) ? "deterministic workload: one run suffices, and there is no interval" : null,
        Verdict == Verdict.Undecided ? $"inconclusive against {Against(Verdict.Undecided)}" : null,
        Verdict == Verdict.DoesNotHold && Pairs.Any(p => p.Verdict != Verdict) ? $"not against {Against(Verdict)}" : null,
        Pairs.Any(p => p.Numbers.Diverged > 0) ? "a diverged run loses its pair" : null);

    string Against(Verdict verdict) => string.Join(", ", Pairs.Where(p => p.Verdict == verdict).Select(p => p.Right));
}

/// <summary>One comparison of a claim and what it says about the claim.</summary>
/// <param name="Relation">'&lt;', '&gt;' or '~', as the claim asserts.</param>
public sealed record JudgedPair(string Left, char Relation, string Right, PairedComparison Numbers, Verdict Verdict);

public enum Verdict
{
    Holds,
    DoesNotHold,
    Undecided,
}
