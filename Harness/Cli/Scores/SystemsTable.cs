using System.Text;
using AdaShift.Bench.Scoring;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Cli.Scores;

/// <summary>The scores of several systems, a row for each.</summary>
/// <param name="results">[system][metric]</param>
/// <param name="paired">How systems were compared; null if they were not.</param>
sealed class SystemsTable(
    IReadOnlyList<string> systems,
    IReadOnlyList<string> metrics,
    List<List<PairedResult>> results,
    Resampling? paired,
    ScoreLayout layout)
{
    const double Significance = 0.05;

    public string Json()
    {
        var rows = systems.Select((system, i) => $"    {{\n{Properties(system, results[i])}\n    }}");
        return $"[\n{string.Join(",\n", rows)}\n]";
    }

    /// <summary>As <c>tabulate</c>'s fancy_grid draws it.</summary>
    public string Text()
    {
        var rows = Rows('\n');
        var widths = Widths(rows);
        var text = new StringBuilder();
        text.Append(Rule("╒═╤╕", widths)).Append('\n').Append(Row(rows[0], widths, headers: true)).Append('\n');
        text.Append(Rule("╞═╪╡", widths));
        for (var i = 1; i < rows.Count; i++)
        {
            if (i > 1) text.Append('\n').Append(Rule("├─┼┤", widths));
            text.Append('\n').Append(Row(rows[i], widths, headers: false, isBaseline: i == 1 && paired is not null));
        }

        return text.Append('\n').Append(Rule("╘═╧╛", widths)).ToString();
    }

    /// <summary>As <c>tabulate</c>'s latex_booktabs writes it.</summary>
    public string Latex()
    {
        var rows = Rows(' ');
        var widths = Widths(rows);
        var lines = rows.ConvertAll(row => string.Join('&', row.Select((cell, c) => $" {Escape(Aligned(cell, widths[c], c))} ")) + "\\\\");
        return $"\\begin{{tabular}}{{r{new string('c', metrics.Count)}}}\n\\toprule\n{lines[0]}\n\\midrule\n"
            + $"{string.Join('\n', lines.Skip(1))}\n\\bottomrule\n\\end{{tabular}}";
    }

    string Properties(string system, List<PairedResult> scores)
    {
        var cells = scores.Select((score, m) => $",\n        {PythonJson.Quote(metrics[m], ascii: true)}: {Json(score)}");
        return $"        \"system\": {PythonJson.Quote(system, ascii: true)}{string.Concat(cells)}";
    }

    string Json(PairedResult result)
    {
        if (paired is null) return PythonJson.Quote(PythonNumber.Fixed(result.Score, layout.Width));
        (string Name, double? Value)[] values =
            [("score", result.Score), ("p_value", result.PValue), ("mean", result.Interval?.Mean), ("ci", result.Interval?.HalfWidth)];
        var lines = values.Select(entry => (entry.Name, Json: entry.Value is { } value ? PythonNumber.Repr(value) : "null"))
            .Select(entry => $"            \"{entry.Name}\": {entry.Json}");
        return $"{{\n{string.Join(",\n", lines)}\n        }}";
    }

    /// <summary>The header and a row per system.</summary>
    /// <param name="beforePValue">Between a score and its p-value.</param>
    List<string[]> Rows(char beforePValue)
    {
        var mark = paired?.Kind == ResamplingKind.Bootstrap ? " (μ ± 95% CI)" : "";
        List<string[]> rows = [["System", .. metrics.Select(metric => metric + mark)]];
        foreach (var (i, scores) in results.Index()) rows.Add([systems[i], .. scores.Select(score => Cell(score, beforePValue))]);
        return rows;
    }

    string Cell(PairedResult result, char beforePValue)
    {
        var text = PythonNumber.Fixed(result.Score, layout.Width);
        if (result.Interval is { } interval)
            text += $" ({PythonNumber.Fixed(interval.Mean, layout.Width)} ± {PythonNumber.Fixed(interval.HalfWidth, layout.Width)})";
        return result.PValue is { } p ? $"{text}{beforePValue}(p = {PythonNumber.Fixed(p, 4)}){(p > Significance ? "" : "*")}" : text;
    }

    /// <summary>A header needs two more than its length.</summary>
    static int[] Widths(List<string[]> rows) =>
        [.. rows[0].Select((header, column) => rows.Skip(1).SelectMany(row => row[column].Split('\n')).Select(line => line.Length)
            .Append(header.Length + 2).Max())];

    static string Rule(string marks, int[] widths) =>
        $"{marks[0]}{string.Join(marks[2], widths.Select(width => new string(marks[1], width + 2)))}{marks[3]}";

    string Row(string[] cells, int[] widths, bool headers, bool isBaseline = false)
    {
        var lines = cells.Select(cell => cell.Split('\n')).ToList();
        return string.Join('\n', Enumerable.Range(0, lines.Max(cell => cell.Length)).Select(Line));

        string Line(int i) => $"│{string.Join('│', lines.Select((cell, column) => $" {Part(cell, column, i)} "))}│";

        string Part(string[] cell, int column, int i) =>
            Painted(cell.ElementAtOrDefault(i) ?? "", widths[column], column, headers, isBaseline);
    }

    /// <summary>A line of a cell, with colours if they are on: headers, the baseline's name, p-values that show nothing.</summary>
    string Painted(string line, int width, int column, bool headers, bool isBaseline)
    {
        var color = !layout.Colors ? Color.None : headers ? Color.Cyan : isBaseline && column == 0 ? Color.Yellow
            : line.StartsWith("(p = ", StringComparison.Ordinal) && !line.EndsWith('*') ? Color.Red : Color.None;
        return color.Paint(Aligned(line, width, column));
    }

    /// <summary>Names to the right, scores in the middle.</summary>
    static string Aligned(string text, int width, int column) =>
        column == 0 ? text.PadLeft(width) : text.PadLeft(text.Length + ((width - text.Length) / 2)).PadRight(width);

    static string Escape(string cell) => string.Concat(cell.Select(c => c switch
    {
        '&' or '%' or '$' or '#' or '_' or '{' or '}' => $"\\{c}",
        '^' => "\\^{}",
        '~' => "\\textasciitilde{}",
        '\\' => "\\textbackslash{}",
        '<' or '>' => $"\\ensuremath{{{c}}}",
        _ => c.ToString(),
    }));
}
