using System.Runtime.InteropServices;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>A segment's row for BLEU: [hypothesis length, reference length, matches of order 1 … N, n-grams of order 1 … N].</summary>
sealed class BleuCounter(Bleu bleu) : SegmentCounter
{
    readonly Vocabulary vocabulary = new();
    readonly NgramMatcher matcher = new(bleu.MaxNgramOrder);
    readonly List<Range> ranges = [];
    readonly List<int> tokens = [];

    public override void Count(string hypothesis, IReadOnlyList<string> references, Span<int> counts)
    {
        matcher.Clear();
        Span<int> lengths = references.Count <= 64 ? stackalloc int[references.Count] : new int[references.Count];
        for (var i = 0; i < references.Count; i++)
        {
            matcher.AddReference(Encode(references[i]));
            lengths[i] = tokens.Count;
        }

        var order = bleu.MaxNgramOrder;
        matcher.Match(Encode(hypothesis), counts.Slice(2, order));
        (counts[0], counts[1]) = (tokens.Count, ReferenceLengthFor(tokens.Count, lengths));
        for (var n = 1; n <= order; n++) counts[1 + order + n] = NgramMatcher.Count(tokens.Count, n);
    }

    ReadOnlySpan<int> Encode(string segment)
    {
        ranges.Clear();
        tokens.Clear();
        var text = bleu.Tokenizer.Separate(PythonText.TrimEnd(bleu.Lowercase ? PythonText.Lower(segment) : segment));
        bleu.Tokenizer.Split(text, ranges);
        foreach (var range in ranges) tokens.Add(vocabulary.Id(text.AsSpan(range)));
        return CollectionsMarshal.AsSpan(tokens);
    }

    int ReferenceLengthFor(int length, ReadOnlySpan<int> lengths)
    {
        var best = lengths[0];
        foreach (var candidate in lengths)
            if (IsBetter(candidate, best, length)) best = candidate;
        return best;
    }

    /// <summary>Of two references that are equally close, the shorter one counts.</summary>
    bool IsBetter(int candidate, int best, int length)
    {
        if (bleu.ReferenceLength == ReferenceLength.Shortest) return candidate < best;
        var (distance, least) = (Math.Abs(length - candidate), Math.Abs(length - best));
        return distance < least || (distance == least && candidate < best);
    }
}
