using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>What the decoder hands from one word to the next, for R sentences or hypotheses: [R, units] each.</summary>
/// <param name="Hidden1">h of the first layer.</param>
/// <param name="Cell1">c of the first layer.</param>
/// <param name="Hidden2">h of the second layer.</param>
/// <param name="Cell2">c of the second layer.</param>
/// <param name="Attention">The attention layer's output, which the first layer reads with the next word (input feeding).</param>
sealed record DecoderState(Tensor Hidden1, Tensor Cell1, Tensor Hidden2, Tensor Cell2, Tensor Attention) : IDisposable
{
    Tensor[] Tensors => [Hidden1, Cell1, Hidden2, Cell2, Attention];

    /// <param name="rows">[r], int64; a row may come several times.</param>
    public DecoderState Select(Tensor rows) => new(
        Hidden1.index_select(0, rows),
        Cell1.index_select(0, rows),
        Hidden2.index_select(0, rows),
        Cell2.index_select(0, rows),
        Attention.index_select(0, rows));

    public DecoderState MoveToOuterDisposeScope()
    {
        foreach (var tensor in Tensors) tensor.MoveToOuterDisposeScope();
        return this;
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors) tensor.Dispose();
    }
}
