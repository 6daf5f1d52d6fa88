using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Document;

/// <summary>A piece of text. What it holds is plain: each renderer escapes it for its own format.</summary>
public abstract record Inline(string Content)
{
    public static implicit operator Inline(string text) => new Plain(text);
}

public sealed record Plain(string Content) : Inline(Content);

public sealed record Strong(string Content) : Inline(Content);

/// <summary>Something to type, or a selector.</summary>
public sealed record Code(string Content) : Inline(Content);

/// <summary>An optimizer's name in its colour.</summary>
/// <param name="Colour">Its place in the <see cref="Charts.Palette"/>.</param>
public sealed record LabelName(string Content, int Colour) : Inline(Content);

public sealed record VerdictMark(Verdict Verdict) : Inline(Verdict switch
{
    Verdict.Holds => "holds",
    Verdict.DoesNotHold => "does not hold",
    _ => "undecided",
});
