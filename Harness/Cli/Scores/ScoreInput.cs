using System.Text;
using AdaShift.Bench.Scoring;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Cli.Scores;

/// <summary>What is scored; all streams have the same number of segments.</summary>
/// <param name="Systems">[system][segment]</param>
/// <param name="References">[stream][segment]</param>
sealed record ScoreFiles(
    IReadOnlyList<string> Names, IReadOnlyList<IReadOnlyList<string>> Systems, IReadOnlyList<IReadOnlyList<string>> References);

/// <summary>Reads hypotheses and references, and warns of what is odd in them.</summary>
sealed class ScoreInput(Terminal terminal, string encodingName, bool quiet)
{
    const string StandardInput = "standard input";
    const int ManyTokenized = 100;

    public static readonly string[] Encodings = ["utf-8", "latin-1", "ascii"];

    readonly Encoding encoding = encodingName switch
    {
        "latin-1" => Encoding.Latin1,
        "ascii" => Encoding.ASCII,
        _ => Encoding.UTF8,
    };

    /// <param name="columns">References per line of the one file of references.</param>
    /// <param name="systems">Empty for standard input.</param>
    /// <exception cref="UsageException">A file that does not exist or is named twice; columns of several files.</exception>
    /// <exception cref="ScoringException">Lines that cannot be read, or different numbers of lines.</exception>
    public ScoreFiles Read(string[] references, int columns, string[] systems, bool isPaired)
    {
        if (columns > 1 && references.Length > 1)
            throw new UsageException($"--num-refs is for one file of references, but {references.Length} are named.");
        IReadOnlyList<IReadOnlyList<string>> streams =
            columns > 1 ? Columns(Open(references[0]), columns, references[0]) : [.. references.Select(Open)];
        var (names, outputs) = systems.Length > 0 ? FromFiles(systems, isPaired) : FromStandardInput(isPaired);
        var lengths = references.Zip(streams).Select(stream => (stream.First, stream.Second.Count))
            .Concat(names.Zip(outputs).Select(output => (systems.Length > 0 ? output.First : StandardInput, output.Second.Count))).ToList();
        if (lengths.Select(length => length.Count).Distinct().Count() > 1)
        {
            throw new ScoringException("All files must have the same number of lines, but these differ: "
                + $"{string.Join(", ", lengths.Distinct().Select(length => $"'{length.Item1}' has {length.Count}"))}.");
        }

        if (outputs[0].Count == 0) throw new ScoringException($"There is nothing to score: '{lengths[0].Item1}' is empty.");
        WarnOfEmpty(references, streams, "reference");
        WarnOfEmpty(names, outputs, "translation");
        if (isPaired) names[0] = systems.Length > 0 ? $"Baseline: {names[0]}" : "Baseline";
        return new(names, outputs, streams);
    }

    /// <summary>BLEU is for text as people write it; a period after a space at a hundred ends shows that it is not.</summary>
    public void WarnOfTokenized(ScoreFiles files)
    {
        foreach (var (name, lines) in files.Names.Zip(files.Systems))
        {
            var tokenized = lines.Count(line => line.EndsWith(" .", StringComparison.Ordinal));
            if (tokenized >= ManyTokenized)
                Warn($"{tokenized} lines of '{name}' end with ' .', as tokenized text does. Detokenize it, or say --force if it is right.");
        }
    }

    (List<string> Names, List<IReadOnlyList<string>> Outputs) FromFiles(string[] paths, bool isPaired)
    {
        var names = new List<string>();
        foreach (var path in paths)
        {
            if (!names.Contains(path)) names.Add(path);
            else if (isPaired && path == names[0]) Warn($"'{path}' is the baseline already; it is not compared with itself.");
            else throw new UsageException($"'{path}' is named twice.");
        }

        return (names, names.ConvertAll(Open));
    }

    /// <summary>Columns of a line are systems.</summary>
    (List<string> Names, List<IReadOnlyList<string>> Outputs) FromStandardInput(bool isPaired)
    {
        using var stream = terminal.In();
        var lines = SegmentFile.Read(stream, StandardInput, encoding);
        if (lines.Count == 0) throw new ScoringException("There is nothing to score: standard input is empty.");
        var outputs = Columns(lines, lines[0].Split('\t').Length, StandardInput);
        return ([.. outputs.Select((_, i) => $"System {(isPaired ? i : i + 1)}")], [.. outputs]);
    }

    /// <summary>Splits lines at tabs.</summary>
    static IReadOnlyList<string>[] Columns(IReadOnlyList<string> lines, int columns, string name)
    {
        var isInput = name == StandardInput;
        var rows = lines.Select(line => line.Split('\t', isInput ? int.MaxValue : columns)).ToList();
        var wrong = rows.Index().Where(row => row.Item.Length != columns).Select(row => row.Index + 1).ToList();
        if (wrong.Count > 0)
        {
            var why = isInput ? "as in its first line" : "as --num-refs says";
            throw new ScoringException($"'{name}' must have {columns} columns, separated by tabs, {why}, "
                + $"but has not in {SegmentFile.LineNumbers(wrong)}.");
        }

        return [.. Enumerable.Range(0, columns).Select(c => (IReadOnlyList<string>)rows.ConvertAll(row => PythonText.TrimEnd(row[c])))];
    }

    IReadOnlyList<string> Open(string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"'{path}' is a folder. Name a file.");
        return File.Exists(path) ? SegmentFile.Read(path, encoding) : throw new UsageException($"There is no file '{path}'.{Hint(path)}");
    }

    static string Hint(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path));
        return Directory.Exists(folder)
            ? NearestName.Hint(Path.GetFileName(path), Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)))
            : "";
    }

    void WarnOfEmpty(IEnumerable<string> names, IReadOnlyList<IReadOnlyList<string>> streams, string kind)
    {
        foreach (var (i, lines) in streams.Index())
        {
            var empty = lines.Index().Where(line => line.Item.Length == 0).Select(line => line.Index + 1).ToList();
            var name = names.ElementAtOrDefault(i) ?? names.Last(); // columns of one file share its name
            if (empty.Count > 0)
                Warn($"'{name}' is empty in {SegmentFile.LineNumbers(empty)}; each counts as a {kind} of no words.");
        }
    }

    void Warn(string warning)
    {
        if (!quiet) terminal.Error.WriteLine($"warning: {warning}");
    }
}
