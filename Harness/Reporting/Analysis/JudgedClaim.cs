namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>A claim with what the records say about it.</summary>
/// <param name="Obstacle">What forbids a verdict, whatever the numbers say; null for nothing.</param>
public sealed record JudgedClaim(Claim Claim, Panel Panel, Obstacle? Obstacle, IReadOnlyList<JudgedPair> Pairs)
{
    public Verdict Verdict =>
        Obstacle is not null ? Verdict.Undecided
        : Pairs.Any(p => p.Verdict == Verdict.DoesNotHold) ? Verdict.DoesNotHold
        : Pairs.All(p => p.Verdict == Verdict.Holds) ? Verdict.Holds
        : Verdict.Undecided;
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

/// <summary>Why a claim gets no verdict.</summary>
public abstract record Obstacle
{
    public sealed record Unreadable(string Message) : Obstacle;

    public sealed record AbsentArms(IReadOnlyList<string> Labels) : Obstacle;

    public sealed record QuickProfile : Obstacle;

    public sealed record NoMargin : Obstacle;

    /// <param name="Pairs">Those without a seed that both sides recorded; empty when no pair has one.</param>
    public sealed record NotRecorded(IReadOnlyList<JudgedPair> Pairs) : Obstacle;

    public sealed record TooFewPairs(int Fewest) : Obstacle;
}
