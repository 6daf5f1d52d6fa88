using AdaShift.Bench.Zoo.Models.Translation;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Translation;

/// <summary>Made-up sentences of different lengths and their padded tensors.</summary>
/// <param name="Target">From <c>&lt;s&gt;</c> on.</param>
/// <param name="Labels">As many, up to <c>&lt;/s&gt;</c>.</param>
sealed record Pair(long[] Source, long[] Target, long[] Labels);

static class ToySentences
{
    /// <summary>A model of random weights, large enough that attention is not uniform.</summary>
    public static LuongModel Model(LuongSettings settings, int seed, ScalarType dtype = ScalarType.Float64)
    {
        manual_seed(seed).Dispose();
        var model = new LuongModel(settings with { InitRange = 0.8 });
        model.to(dtype);
        model.eval();
        return model;
    }

    public static Pair[] Draw(int count, LuongSettings settings, int longest, ulong seed)
    {
        var random = new Random((int)seed); // any numbers will do
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var words = Words(random, settings.TargetVocabulary, random.Next(0, longest), from: 3);
            return new Pair(
                Words(random, settings.SourceVocabulary, random.Next(1, longest + 1), from: 0),
                [settings.Start, .. words],
                [.. words, settings.End]);
        })];
    }

    /// <returns>The loss as the mean over the pairs, in nats.</returns>
    public static Tensor Loss(LuongModel model, IReadOnlyList<Pair> pairs, int extra = 0)
    {
        var (source, sourceLengths) = Pad([.. pairs.Select(p => p.Source)], extra);
        var (target, _) = Pad([.. pairs.Select(p => p.Target)], extra);
        var (labels, targetLengths) = Pad([.. pairs.Select(p => p.Labels)], extra);
        return model.Loss(source, sourceLengths, target, labels, targetLengths);
    }

    /// <param name="extra">Columns of padding beyond the longest.</param>
    /// <returns>[B, S] ids and [B] lengths.</returns>
    public static (Tensor ids, Tensor lengths) Pad(IReadOnlyList<long[]> sentences, int extra = 0)
    {
        var width = sentences.Max(s => s.Length) + extra;
        long[] ids = [.. sentences.SelectMany(s => s.Concat(Enumerable.Repeat(2L, width - s.Length)))];
        return (tensor(ids, [sentences.Count, width]), tensor(sentences.Select(s => (long)s.Length).ToArray()));
    }

    static long[] Words(Random random, int vocabulary, int count, int from) =>
        [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(from, vocabulary))];
}
