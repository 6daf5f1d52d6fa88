namespace AdaShift.Bench.Scoring;

/// <summary>Numbers tokens from 0, so that n-grams are sequences of numbers.</summary>
sealed class Vocabulary
{
    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> bySpan;

    public Vocabulary() => bySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Id(ReadOnlySpan<char> token)
    {
        if (bySpan.TryGetValue(token, out var id)) return id;
        bySpan[token] = ids.Count;
        return ids.Count - 1;
    }
}
