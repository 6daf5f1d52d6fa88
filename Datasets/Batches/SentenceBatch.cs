using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>Pairs of sentences, padded with <see cref="Vocabulary.End"/> to the longest of the batch, as tensorflow/nmt does.</summary>
/// <param name="rows">Which pairs these are.</param>
/// <param name="source">[B, S] int64: source ids.</param>
/// <param name="sourceLengths">[B] int64.</param>
/// <param name="targetIn">[B, T] int64: <see cref="Vocabulary.Start"/> and the target ids, what a decoder reads.</param>
/// <param name="targetOut">[B, T] int64: the target ids and <see cref="Vocabulary.End"/>, what it should write.</param>
/// <param name="targetLengths">[B] int64: of the target with its marker, so the loss counts their sum.</param>
public sealed class SentenceBatch(
    ReadOnlyMemory<long> rows, Tensor source, Tensor sourceLengths, Tensor targetIn, Tensor targetOut, Tensor targetLengths) : IDisposable
{
    public ReadOnlyMemory<long> Rows { get; } = rows;

    public Tensor Source { get; } = source;

    public Tensor SourceLengths { get; } = sourceLengths;

    public Tensor TargetIn { get; } = targetIn;

    public Tensor TargetOut { get; } = targetOut;

    public Tensor TargetLengths { get; } = targetLengths;

    /// <summary>Source and target tokens without padding, the target's markers counted: what "tokens per second" counts.</summary>
    public long Tokens { get; init; }

    /// <summary>The given pairs, new tensors of the current dispose scope.</summary>
    public static SentenceBatch Create(EncodedPairs pairs, ReadOnlyMemory<long> rows)
    {
        int[][] sources = [.. rows.ToArray().Select(row => pairs.Source[(int)row])];
        int[][] targets = [.. rows.ToArray().Select(row => pairs.Target[(int)row])];
        return new(rows, Pad(sources, 0, 0), Lengths(sources, 0), Pad(targets, 1, 0), Pad(targets, 0, 1), Lengths(targets, 1))
        {
            Tokens = sources.Sum(ids => (long)ids.Length) + targets.Sum(ids => (long)ids.Length + 1),
        };
    }

    /// <summary>For use outside a dispose scope.</summary>
    public void Dispose()
    {
        foreach (var tensor in new[] { Source, SourceLengths, TargetIn, TargetOut, TargetLengths }) tensor.Dispose();
    }

    /// <param name="before">Markers before each sentence.</param>
    /// <param name="after">Markers after each, which the padding is as well.</param>
    static Tensor Pad(int[][] sentences, int before, int after)
    {
        var width = sentences.Max(ids => ids.Length) + before + after;
        var padded = new long[sentences.Length * width];
        Array.Fill(padded, Vocabulary.End);
        for (var row = 0; row < sentences.Length; row++)
        {
            var place = padded.AsSpan(row * width, width);
            place[..before].Fill(Vocabulary.Start);
            for (var i = 0; i < sentences[row].Length; i++) place[before + i] = sentences[row][i];
        }

        return tensor(padded, [sentences.Length, width]);
    }

    static Tensor Lengths(int[][] sentences, int markers) =>
        tensor(Array.ConvertAll(sentences, ids => (long)ids.Length + markers), [sentences.Length]);
}
