namespace AdaShift.Bench.Reporting.Document;

/// <summary>A piece of text. Its content is plain: each renderer escapes it for its own format.</summary>
public abstract record Inline(string Content)
{
    public static implicit operator Inline(string text) => new Plain(text);
}

public sealed record Plain(string Content) : Inline(Content);

public sealed record Strong(string Content) : Inline(Content);

/// <summary>Something to type, or a selector.</summary>
public sealed record Code(string Content) : Inline(Content);

/// <summary>The name of an arm; renderers may give it a colour, the same in the whole report.</summary>
public sealed record ArmName(string Content) : Inline(Content);

public sealed record VerdictMark(Verdict Verdict, string Content) : Inline(Content);
