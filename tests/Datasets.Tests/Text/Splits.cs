namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Holds splits apart by brute force.</summary>
static class Splits
{
    public static void ShouldBeApart(params List<DebianPair>[] splits)
    {
        for (var a = 0; a < splits.Length; a++)
            for (var b = a + 1; b < splits.Length; b++)
            {
                splits[a].Select(pair => pair.Source).Intersect(splits[b].Select(pair => pair.Source)).ShouldBeEmpty();
                ShouldBeApart(Words(splits[a], pair => pair.English), Words(splits[b], pair => pair.English));
                ShouldBeApart(Words(splits[a], pair => pair.Other), Words(splits[b], pair => pair.Other));
            }
    }

    /// <summary>Compares each line of one with each of the other.</summary>
    public static void ShouldBeApart(List<string[]> one, List<string[]> other)
    {
        var number = new Dictionary<string, int>(StringComparer.Ordinal);
        List<int[]> Numbered(List<string[]> lines) => [.. lines.Select(words =>
            words.Distinct().Select(word => number.TryGetValue(word, out var known) ? known : number[word] = number.Count).Order().ToArray())];

        var (longer, shorter) = one.Count > other.Count ? (Numbered(one), Numbered(other)) : (Numbered(other), Numbered(one));
        var isThere = new bool[number.Count];
        foreach (var line in shorter)
        {
            foreach (var word in line) isThere[word] = true;
            foreach (var far in longer)
            {
                var shared = 0;
                foreach (var word in far) shared += isThere[word] ? 1 : 0;
                if (shared >= 0.7 * (line.Length + far.Length - shared))
                    Assert.Fail($"Near: [{string.Join(' ', line.Select(Word))}] and [{string.Join(' ', far.Select(Word))}]");
            }

            foreach (var word in line) isThere[word] = false;
        }

        string Word(int id) => number.First(word => word.Value == id).Key;
    }

    public static double Jaccard(string[] one, string[] other)
    {
        var (a, b) = (one.ToHashSet(), other.ToHashSet());
        var shared = a.Count(b.Contains);
        return (double)shared / (a.Count + b.Count - shared);
    }

    static List<string[]> Words(List<DebianPair> pairs, Func<DebianPair, string> side) =>
        [.. pairs.SelectMany(pair => Wording.Of(side(pair), pair))];
}
