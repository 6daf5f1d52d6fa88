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
    /// <summary>
    /// The same page with ids that are unique whatever the names of plug-ins: those of sections are anchors, those of charts file names.
    /// </summary>
    public Page WithUniqueIds()
    {
        var anchors = new HashSet<string>(["content", "charts", "theme"], StringComparer.OrdinalIgnoreCase); // HtmlPage.razor's own
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        Block Unique(Block block) =>
            block is Figure figure ? new Figure(figure.Chart with { Id = Slug.Unique(figure.Chart.Id, files) }) : block;
        Section Named(Section section) => section with
        {
            Id = Slug.Unique(section.Id, anchors),
            Blocks = [.. section.Blocks.Select(Unique)],
            Parts = [.. section.Parts.Select(Named)],
        };
        return this with { Sections = [.. Sections.Select(Named)] };
    }

    public IEnumerable<Chart> Charts => Sections.SelectMany(s => s.AllBlocks).OfType<Figure>().Select(f => f.Chart);
}
