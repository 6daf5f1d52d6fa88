
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>A claim with what the records say of it.</summary>
/// <param name="Reason">Why it is undecided, or what a reader must know of the verdict; empty when the numbers say it all.</param>
public sealed record JudgedClaim(Claim Claim, Panel Panel, Verdict Verdict, string Reason, IReadOnlyList<JudgedPair> Pairs);

/// <summary>One comparison of a claim, and what it says about it.</summary>
/// <param name="Relation">'&lt;', '&gt;' or '~', as the claim asserts.</param>
public sealed record JudgedPair(string Left, char Relation, string Right, Comparison Numbers, Verdict Verdict);

public enum Verdict
{
    Holds,
    DoesNotHold,
    Undecided,
}
