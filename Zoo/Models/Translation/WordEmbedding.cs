using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>A row of weights for every word. Ids [...] → [..., units].</summary>
/// <remarks>TorchSharp's own embedding stays float32 when its model is made float64.</remarks>
sealed class WordEmbedding : Module<Tensor, Tensor>
{
    readonly Parameter weight; // [vocabulary, units]

    public WordEmbedding(long vocabulary, long units, double initRange)
        : base(nameof(WordEmbedding))
    {
        weight = new(Uniform.Draw(initRange, vocabulary, units));
        RegisterComponents();
    }

    public override Tensor forward(Tensor words) => weight.index_select(0, words.flatten()).view([.. words.shape, weight.shape[1]]);
}
