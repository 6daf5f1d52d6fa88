using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Cli.Scores;

/// <param name="Format">One of <see cref="ScorePrinter.Formats"/>.</param>
/// <param name="Width">Decimals.</param>
sealed record ScoreLayout(string Format, int Width, bool ScoreOnly, bool ShortSignature, bool Colors);

/// <summary>Computes scores and writes them as sacreBLEU does.</summary>
sealed class ScorePrinter(Terminal terminal, ScoreLayout layout)
{
    public const string Json = "json";

    public static readonly string[] Formats = [Json, "text", "latex"];

    /// <summary>One line per sentence.</summary>
    public void Sentences(TranslationMetric metric, ScoreFiles files)
    {
        if (metric is Bleu bleu) metric = bleu with { EffectiveOrder = true };
        for (var i = 0; i < files.Systems[0].Count; i++)
        {
            var references = files.References.Select(stream => new[] { stream[i] });
            var score = metric.Score(metric.Statistics([files.Systems[0][i]], [.. references]));
            Line(layout.ScoreOnly ? score.Number(layout.Width) : score.Line(layout.Width, layout.ShortSignature));
        }
    }

    /// <summary>One system.</summary>
    /// <param name="confidence">How to resample for an interval; null for none.</param>
    public void Corpus(IReadOnlyList<TranslationMetric> metrics, ScoreFiles files, Resampling? confidence)
    {
        string[] scores = [.. metrics.Select(metric => Written(Score(metric, files, confidence)))];
        if (layout.Format == Json) Line(scores.Length == 1 ? scores[0] : $"[\n{string.Join(",\n", scores)}\n]");
        else foreach (var score in Aligned(scores)) Line(layout.Colors ? Colored(score) : score);
    }

    /// <summary>Several systems, in a table or a JSON array.</summary>
    /// <param name="paired">How to compare them with the first; null to score them only.</param>
    /// <param name="jobs">Systems at a time; 0 for one per core.</param>
    public void Systems(IReadOnlyList<TranslationMetric> metrics, ScoreFiles files, Resampling? paired, int jobs)
    {
        var scored = Parallel(files.Systems, jobs)
            .Select(system => metrics.Select(metric => metric.Statistics(system, files.References)).ToList()).ToList();
        var results = Parallel(scored, jobs)
            .Select((system, i) => metrics.Select((metric, m) => Result(metric, scored[0][m], i == 0 ? null : system[m], paired)).ToList())
            .ToList();
        var table = new SystemsTable(files.Names, [.. metrics.Select(metric => metric.Name)], results, paired, layout);
        if (layout.Format == Json)
        {
            Line(table.Json());
            return;
        }

        Line(layout.Format == "latex" ? table.Latex() : table.Text());
        Line("");
        if (paired is not null) Line(SignificanceText.Of(paired, files.Names[0], layout.Colors));
        Line("-----------------\nMetric signatures\n-----------------");
        foreach (var (m, metric) in metrics.Index())
            Line($" - {metric.Name,-10} {metric.Signature(scored[0][m].References, paired).Format(layout.ShortSignature)}");
    }

    static ParallelQuery<T> Parallel<T>(IReadOnlyList<T> systems, int jobs) => systems.AsParallel().AsOrdered()
        .WithDegreeOfParallelism(Math.Min(jobs > 0 ? jobs : Environment.ProcessorCount, systems.Count));

    static PairedResult Result(TranslationMetric metric, SegmentStatistics baseline, SegmentStatistics? system, Resampling? paired) =>
        paired is null ? new(metric.Value((system ?? baseline).Sum()), PValue: null, Interval: null)
        : system is null ? PairedTest.Baseline(metric, baseline, paired)
        : PairedTest.Compare(metric, baseline, system, paired);

    static Score Score(TranslationMetric metric, ScoreFiles files, Resampling? confidence)
    {
        var statistics = metric.Statistics(files.Systems[0], files.References);
        var score = metric.Score(statistics);
        return confidence is not { Samples: > 1 } ? score : score with
        {
            Signature = metric.Signature(statistics.References, confidence),
            Interval = Bootstrap.Interval(metric, statistics, confidence.Samples, confidence.Seed),
        };
    }

    string Written(Score score) => layout.ScoreOnly ? score.Number(layout.Width)
        : layout.Format == Json ? score.Json(layout.Width)
        : score.Line(layout.Width, layout.ShortSignature);

    /// <summary>Several lines have their '=' below each other.</summary>
    static IEnumerable<string> Aligned(string[] lines)
    {
        if (lines.Length == 1) return lines;
        var column = lines.Max(line => line.IndexOf('=', StringComparison.Ordinal));
        return lines.Select(line => line.PadLeft(line.Length + Math.Max(0, column - line.IndexOf('=', StringComparison.Ordinal))));
    }

    static string Colored(string line)
    {
        var (start, end) = (line.IndexOf("(μ", StringComparison.Ordinal), line.IndexOf(')', StringComparison.Ordinal));
        return start < 0 ? line : $"{line[..start]}{Color.Cyan.Paint(line[start..(end + 1)])}{line[(end + 1)..]}";
    }

    /// <summary>Ends with '\n' everywhere.</summary>
    void Line(string text) => terminal.Out.Write($"{text}\n");
}
