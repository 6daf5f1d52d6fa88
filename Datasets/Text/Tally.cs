using System.Globalization;

namespace AdaShift.Bench.Datasets;

/// <summary>How many lines were left out, by reason.</summary>
sealed class Tally
{
    public const string FileName = "dropped.tsv";

    readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>A reason, a tab and the count.</summary>
    public IEnumerable<string> Lines => counts.Select(count => string.Create(CultureInfo.InvariantCulture, $"{count.Key}\t{count.Value}"));

    public void Add(string reason, int count = 1)
    {
        if (count > 0) counts[reason] = counts.GetValueOrDefault(reason) + count;
    }

    /// <exception cref="InvalidDataException">A line that is none of <see cref="Lines"/>.</exception>
    public void AddFile(string path)
    {
        foreach (var line in File.ReadLines(path))
            if (line.Split('\t') is [var reason, var count] && int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                Add(reason, number);
            else throw new InvalidDataException($"{path} has the line '{line}'. Expected: a reason, a tab and a count.");
    }
}
