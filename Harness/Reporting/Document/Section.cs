using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Reporting.Document;

/// <param name="Id">Anchor, unique within the page.</param>
/// <param name="Short">The heading in the contents.</param>
/// <param name="Parts">Subsections, one level down.</param>
public sealed record Section(string Id, string Heading, string Short, IReadOnlyList<Block> Blocks, IReadOnlyList<Section> Parts)
{
    public Section(string id, string heading, IReadOnlyList<Block> blocks)
        : this(id, heading, heading, blocks, []) { }

    /// <summary>Its own blocks and those of its parts, in reading order.</summary>
    public IEnumerable<Block> AllBlocks => Blocks.Concat(Parts.SelectMany(p => p.AllBlocks));
}

/// <summary>A report as text, tables and charts; Markdown and HTML are two renderings of it.</summary>
public sealed record Page(string Title, IReadOnlyList<Block> Lead, IReadOnlyList<Section> Sections)
{
    public IEnumerable<Chart> Charts => Sections.SelectMany(s => s.AllBlocks).OfType<Figure>().Select(f => f.Chart);
}
