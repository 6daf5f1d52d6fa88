using AdaShift.Bench.Zoo.Models.Translation;
using static TorchSharp.torch;

namespace AdaShift.Bench.Benchmarks;

/// <summary>
/// The translation model at work: 256 units, vocabularies of 8,000, sentences of 11 to 20 words. Counterparts of peer.py's functions.
/// </summary>
static class TranslationArms
{
    const int Vocabulary = 8000;
    const int Longest = 20;

    /// <summary>A training step on 64 sentences, dropout 0.2.</summary>
    public static Action Step()
    {
        manual_seed(1);
        var model = new LuongModel(new(Vocabulary, Vocabulary, Units: 256));
        var (source, lengths) = Sentences(64, 7);
        var (target, targetLengths) = Sentences(64, 3);
        var labels = target.roll(-1, 1);
        return TrainingArms.Step(model, () => model.Loss(source, lengths, target, labels, targetLengths));
    }

    /// <summary>Translates 32 sentences by a beam of 10, up to 20 words each.</summary>
    public static Action Beam()
    {
        manual_seed(1);
        var model = new LuongModel(new(Vocabulary, Vocabulary, Units: 256));
        model.eval();
        var (ids, lengths) = Sentences(32, 7);
        int[][] sources = [.. lengths.data<long>().Select((length, i) =>
            ids[i].narrow(0, 0, length).data<long>().Select(id => (int)id).ToArray())];
        var search = new BeamSearch(model, new(Width: 10, MaxLength: Longest));
        return () => search.Translate(sources);
    }

    static (Tensor ids, Tensor lengths) Sentences(int count, int seed) => (
        randint(3, Vocabulary, [count, Longest], dtype: int64),
        tensor(Enumerable.Range(0, count).Select(i => 11L + (i * seed % 10)).ToArray()));
}
