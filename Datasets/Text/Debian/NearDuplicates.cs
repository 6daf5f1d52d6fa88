namespace AdaShift.Bench.Datasets;

/// <summary>Finds whether lines are near one of a collection: the Jaccard similarity of their sets of words is at least 0.7.</summary>
/// <remarks>
/// Exact. Two sets A, B of such a similarity share a word among the |A| − ⌈0.7|A|⌉ + 1 rarest of A and those of B, so only lines that share
/// one are compared (Chaudhuri, Ganti, Kaushik: A primitive operator for similarity joins in data cleaning, ICDE 2006).
/// </remarks>
sealed class NearDuplicates
{
    public const double Similarity = 0.7;

    readonly Dictionary<string, int> frequency = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<string[]>> byRareWord = new(StringComparer.Ordinal);

    /// <param name="lines">The words of each line, see <see cref="Wording"/>.</param>
    public NearDuplicates(IEnumerable<string[]> lines)
    {
        var sets = lines.Select(words => words.Distinct(StringComparer.Ordinal).ToArray()).ToList();
        foreach (var word in sets.SelectMany(set => set)) frequency[word] = frequency.GetValueOrDefault(word) + 1;
        foreach (var set in sets)
            foreach (var word in Rarest(set))
            {
                if (!byRareWord.TryGetValue(word, out var list)) byRareWord.Add(word, list = []);
                list.Add(set);
            }
    }

    public bool Contains(string[] words)
    {
        var set = words.ToHashSet(StringComparer.Ordinal);
        return Rarest([.. set]).Any(word => byRareWord.TryGetValue(word, out var list) && list.Any(other => AreNear(set, other)));
    }

    /// <param name="other">Distinct words.</param>
    static bool AreNear(HashSet<string> set, string[] other)
    {
        var (least, most) = (Math.Min(set.Count, other.Length), Math.Max(set.Count, other.Length));
        if (least < Similarity * most) return false;
        var shared = other.Count(set.Contains);
        return shared >= Similarity * (set.Count + other.Length - shared);
    }

    IEnumerable<string> Rarest(string[] set) => set
        .OrderBy(word => frequency.GetValueOrDefault(word)).ThenBy(word => word, StringComparer.Ordinal)
        .Take(set.Length - (int)Math.Ceiling(Similarity * set.Length) + 1);
}
