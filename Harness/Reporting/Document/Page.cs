namespace AdaShift.Bench.Reporting.Document;

/// <summary>A report as text, tables and charts; Markdown and HTML are two renderings of it.</summary>
public sealed record Page(string Title, IReadOnlyList<Block> Lead, IReadOnlyList<Section> Sections)
{
    public IEnumerable<Chart> Charts => AllBlocks.OfType<Chart>();

    public IEnumerable<Picture> Pictures => AllBlocks.OfType<Gallery>().SelectMany(g => g.Pictures);

    /// <summary>In reading order, including those of subsections.</summary>
    public IEnumerable<Block> AllBlocks => Lead.Concat(Sections.SelectMany(s => s.AllBlocks));

    /// <summary>
    /// The same page with unique ids, whatever the names of plug-ins: ids of sections are anchors, those of charts and pictures file names.
    /// </summary>
    public Page WithUniqueIds()
    {
        var anchors = new HashSet<string>(["content", "charts", "theme"], StringComparer.OrdinalIgnoreCase); // HtmlPage.razor's own
        var pictures = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var files = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return this with { Sections = [.. Sections.Select(Named)] };

        Section Named(Section section) => section with
        {
            Id = Slug.Unique(section.Id, anchors),
            Blocks = [.. section.Blocks.Select(Block)],
            Parts = [.. section.Parts.Select(Named)],
        };

        Block Block(Block block) => block switch
        {
            Chart chart => chart with { Id = Slug.Unique(chart.Id, files) },
            Gallery gallery => new Gallery([.. gallery.Pictures.Select(p => p with { Id = Slug.Unique(p.Id, pictures) })]),
            _ => block,
        };
    }
}

/// <summary>A heading with what is below it.</summary>
public sealed record Section
{
    /// <param name="blocks">Nulls are left out.</param>
    public Section(string id, string heading, params IEnumerable<Block?> blocks) =>
        (Id, Heading, Short, Blocks) = (id, heading, heading, [.. blocks.OfType<Block>()]);

    /// <summary>Anchor, unique within the page.</summary>
    public string Id { get; init; }

    public string Heading { get; }

    /// <summary>The heading in the contents.</summary>
    public string Short { get; init; }

    public IReadOnlyList<Block> Blocks { get; init; }

    /// <summary>Subsections, one level down.</summary>
    public IReadOnlyList<Section> Parts { get; init; } = [];

    public IEnumerable<Block> AllBlocks => Blocks.Concat(Parts.SelectMany(p => p.AllBlocks));
}
