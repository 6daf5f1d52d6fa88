namespace AdaShift.Bench.Reporting.Document;

/// <summary>A part of a section. Each kind has a case in BlockView.razor and in the Markdown renderer.</summary>
public abstract record Block;

public sealed record Paragraph(params IReadOnlyList<Inline> Text) : Block;

/// <summary>A remark that a reader must not miss.</summary>
public sealed record Notice(params IReadOnlyList<Inline> Text) : Block;

public sealed record Bullets(IReadOnlyList<IReadOnlyList<Inline>> Items) : Block;

/// <summary>Commands to type, one per line.</summary>
public sealed record Commands(IReadOnlyList<string> Lines) : Block;
