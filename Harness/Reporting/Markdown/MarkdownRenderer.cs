using System.Text;

namespace AdaShift.Bench.Reporting.Markdown;

/// <summary>A page as GitHub-flavoured Markdown: the text of record. Charts are pictures in <c>charts/</c>.</summary>
/// <param name="withPictures">False if they could not be drawn: their descriptions replace them.</param>
sealed class MarkdownRenderer(bool withPictures)
{
    const int PicturesInRow = 3;

    readonly StringBuilder text = new();

    public static string Render(Page page, bool withPictures)
    {
        var renderer = new MarkdownRenderer(withPictures);
        renderer.Add($"# {MarkdownText.Escape(page.Title)}");
        foreach (var block in page.Lead) renderer.Add(block);
        foreach (var section in page.Sections) renderer.Add(section, 2);
        return renderer.text.ToString().TrimEnd('\n') + "\n";
    }

    void Add(string paragraph) => text.Append(paragraph).Append("\n\n");

    void Add(Section section, int level)
    {
        Add($"{new string('#', level)} {MarkdownText.Escape(section.Heading)}");
        foreach (var block in section.Blocks) Add(block);
        foreach (var part in section.Parts) Add(part, level + 1);
    }

    void Add(Block block) => Add(block switch
    {
        Paragraph p => Start(p.Text),
        Notice n => "> " + Start(n.Text),
        Bullets b => string.Join('\n', b.Items.Select(i => "- " + Start(i))),
        Commands c => MarkdownText.Fenced(c.Lines, "sh"),
        Table t => Table(t),
        Gallery g => Gallery(g),
        Chart c => Picture(c),
        _ => throw new ArgumentException($"Markdown has no rendering of {block.GetType().Name}.", nameof(block)),
    });

    static string Table(Table table) => string.Join('\n',
        table.Rows.Select(row => Row(row.Select(Cell)))
            .Prepend(Row(table.Columns.Select(c => c.Fit == Fit.Number ? "---:" : "---")))
            .Prepend(Row(table.Columns.Select(c => MarkdownText.Escape(c.Heading)))));

    static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    static string Cell(Cell cell)
    {
        var line = Line(cell.Text, inTable: true);
        return cell.Best ? $"**{line}**" : line;
    }

    /// <summary>A table of captions and, below each, its picture; the first captions are the table's heading.</summary>
    static string Gallery(Gallery gallery)
    {
        var columns = Math.Min(PicturesInRow, gallery.Pictures.Count);
        var lines = gallery.Pictures.Chunk(columns)
            .SelectMany(row => new[] { Filled(row, p => MarkdownText.Escape(p.Caption)), Filled(row, Image) }).ToList();
        lines.Insert(1, Row(Enumerable.Repeat("---", columns)));
        return string.Join('\n', lines);

        string Filled(Picture[] row, Func<Picture, string> cell) =>
            Row(row.Select(cell).Concat(Enumerable.Repeat("", columns - row.Length)));

        static string Image(Picture picture) => $"![{MarkdownText.Escape(picture.Caption)}](pictures/{picture.FileName})";
    }

    string Picture(Chart chart)
    {
        var description = MarkdownText.Escape(chart.Text.Description);
        return withPictures
            ? $"![{description}](charts/{chart.Id}.svg)\n\n*{MarkdownText.Escape(chart.Text.Caption)}*"
            : $"{description} (This chart was not drawn.)";
    }

    static string Start(IReadOnlyList<Inline> text) => MarkdownText.EscapeStart(Line(text));

    static string Line(IReadOnlyList<Inline> text, bool inTable = false) => string.Concat(text.Select(i => i switch
    {
        Code c => MarkdownText.Code(c.Content, inTable),
        Strong s => $"**{MarkdownText.Escape(s.Content)}**",
        VerdictMark v => $"{Mark(v.Verdict)} **{v.Content}**",
        _ => MarkdownText.Escape(i.Content),
    }));

    static string Mark(Verdict verdict) => verdict switch
    {
        Verdict.Holds => "✅",
        Verdict.DoesNotHold => "❌",
        _ => "❔",
    };
}
