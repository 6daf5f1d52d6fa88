using System.Runtime.InteropServices;

namespace AdaShift.Bench.Scoring;

/// <summary>
/// Counts the n-grams, n = 1 … maxOrder, that a hypothesis shares with its references; each n-gram at most as often as the reference that
/// has it most often.
/// </summary>
/// <remarks>
/// An n-gram is known by its first n − 1 symbols and its last one, so that equal n-grams have equal numbers and no hash decides. The tables
/// are reused from segment to segment.
/// </remarks>
sealed class NgramMatcher(int maxOrder)
{
    /// <summary>The n-gram of no symbols, with which every unigram begins.</summary>
    const int Empty = -1;

    /// <summary>No reference has this n-gram, so none has a longer one that begins with it.</summary>
    const int Absent = -2;

    readonly Dictionary<(int Prefix, int Last), int> ids = [];
    int[] inReferences = new int[256]; // by n-gram: the count in the reference that has it most often
    int[] seen = new int[256]; // by n-gram: the count so far in the sequence at hand
    int[] prefixes = []; // by position: the n-gram that starts there

    /// <summary>Forgets the references.</summary>
    public void Clear()
    {
        Array.Clear(inReferences, 0, ids.Count);
        Array.Clear(seen, 0, ids.Count);
        ids.Clear();
    }

    public void AddReference(ReadOnlySpan<int> symbols)
    {
        Array.Clear(seen, 0, ids.Count);
        Begin(symbols);
        for (var order = 1; order <= maxOrder; order++)
        {
            for (var i = 0; i + order <= symbols.Length; i++)
            {
                var id = prefixes[i] = Number(prefixes[i], symbols[i + order - 1]);
                inReferences[id] = Math.Max(inReferences[id], ++seen[id]);
            }
        }
    }

    /// <param name="matches">By order − 1; added to.</param>
    public void Match(ReadOnlySpan<int> symbols, Span<int> matches)
    {
        Array.Clear(seen, 0, ids.Count);
        Begin(symbols);
        for (var order = 1; order <= maxOrder; order++)
        {
            for (var i = 0; i + order <= symbols.Length; i++)
            {
                if (prefixes[i] == Absent) continue;
                var id = prefixes[i] = ids.GetValueOrDefault((prefixes[i], symbols[i + order - 1]), Absent);
                if (id != Absent && seen[id]++ < inReferences[id]) matches[order - 1]++;
            }
        }
    }

    /// <returns>How many n-grams of the order a sequence has.</returns>
    public static int Count(int length, int order) => Math.Max(0, length - order + 1);

    void Begin(ReadOnlySpan<int> symbols)
    {
        if (prefixes.Length < symbols.Length) prefixes = new int[2 * symbols.Length];
        prefixes.AsSpan(0, symbols.Length).Fill(Empty);
    }

    int Number(int prefix, int last)
    {
        ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, (prefix, last), out var known);
        if (known) return id;
        id = ids.Count - 1;
        if (ids.Count <= seen.Length) return id;
        Array.Resize(ref seen, 2 * seen.Length);
        Array.Resize(ref inReferences, seen.Length);
        return id;
    }
}
