namespace AdaShift.Bench.Records;

/// <summary>"Did you mean …?", for every message that names something unknown.</summary>
public static class NearestName
{
    /// <summary>Synonyms, which no comparison of letters finds.</summary>
    static readonly Dictionary<string, string> synonyms = new(StringComparer.Ordinal) { ["gpu"] = "cuda" };

    /// <returns>The known name that was probably meant; null if none is near.</returns>
    public static string? Of(string typed, IEnumerable<string> known)
    {
        var word = typed.ToLowerInvariant();
        if (synonyms.TryGetValue(word, out var synonym) && known.Contains(synonym)) return synonym;
        var nearest = known
            .Select(name => (name, distance: Distance(word, name.ToLowerInvariant())))
            .Where(n => n.distance <= Math.Max(1, Math.Min(word.Length, n.name.Length) / 3))
            .OrderBy(n => n.distance).ThenBy(n => n.name, StringComparer.Ordinal);
        return nearest.FirstOrDefault().name;
    }

    /// <returns>A sentence with a leading space, or nothing if no name is near.</returns>
    public static string Hint(string typed, IEnumerable<string> known) => Of(typed, known) is { } name ? $" Did you mean '{name}'?" : "";

    /// <returns>The end of every message about something unknown: <c> Did you mean 'adam'? Available: adam, sgd.</c></returns>
    public static string Among(string typed, IReadOnlyCollection<string> known, string word = "Available") =>
        known.Count == 0 ? " There is none." : $"{Hint(typed, known)} {word}: {string.Join(", ", known)}.";

    /// <summary>Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, replacements, swaps.</summary>
    public static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var replace = d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i, j] = Math.Min(replace, 1 + Math.Min(d[i - 1, j], d[i, j - 1]));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }

        return d[a.Length, b.Length];
    }
}
