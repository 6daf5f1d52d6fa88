using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Reporting.Document;

/// <summary>What a section is made of. Each kind has a Razor component of its name, and a method in the Markdown renderer.</summary>
public abstract record Block;

public sealed record Paragraph(params IReadOnlyList<Inline> Text) : Block;

/// <summary>A remark a reader must not miss.</summary>
public sealed record Notice(params IReadOnlyList<Inline> Text) : Block;

public sealed record Bullets(IReadOnlyList<IReadOnlyList<Inline>> Items) : Block;

/// <summary>Commands to type, one a line.</summary>
public sealed record Commands(IReadOnlyList<string> Lines) : Block;

public sealed record Table(IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows) : Block;

/// <param name="Numeric">Right-aligned, on one line.</param>
/// <param name="Short">On one line.</param>
public sealed record Column(string Heading, bool Numeric = false, bool Short = false);

/// <param name="Best">The best of its column.</param>
public sealed record Cell(IReadOnlyList<Inline> Text, bool Best = false)
{
    public Cell(params Inline[] text)
        : this(text, Best: false) { }
}

/// <summary>A chart: interactive in HTML, a picture in Markdown.</summary>
public sealed record Figure(Chart Chart) : Block;
