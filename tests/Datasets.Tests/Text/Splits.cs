namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Whether lines of two splits are near each other, by counting rather than by an index of rare words.</summary>
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

    /// <summary>Counts the words that each line of one shares with every line of the other.</summary>
    public static void ShouldBeApart(List<string[]> one, List<string[]> other)
    {
        var having = new Dictionary<string, List<int>>(StringComparer.Ordinal); // the lines of one that have a word
        var lengths = new int[one.Count];
        foreach (var (i, words) in one.Index())
            foreach (var word in words.Distinct())
            {
                if (!having.TryGetValue(word, out var lines)) having.Add(word, lines = []);
                lines.Add(i);
                lengths[i]++;
            }

        var shared = new int[one.Count];
        foreach (var words in other)
        {
            Array.Clear(shared);
            var distinct = words.Distinct().ToList();
            foreach (var word in distinct)
                foreach (var i in having.GetValueOrDefault(word, [])) shared[i]++;
            for (var i = 0; i < shared.Length; i++)
                if (shared[i] > 0 && shared[i] >= 0.7 * (lengths[i] + distinct.Count - shared[i]))
                    Assert.Fail($"Near: [{string.Join(' ', one[i])}] and [{string.Join(' ', words)}]");
        }
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
