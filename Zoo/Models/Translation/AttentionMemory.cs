using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>What the decoder attends to, worked out once for a batch of B sentences.</summary>
/// <param name="Keys">[B, units, S]: g W_m m_s, so that a score is a dot product with the decoder's output.</param>
/// <param name="Values">
/// [B, S, units]: W_cc m_s, the attention layer's part for the context. It is linear, so the context vector of 2 units need not be formed.
/// </param>
/// <param name="Padding">[B, 1, S]: 0 at words, −∞ at padding, which so gets a weight of exactly 0.</param>
sealed record AttentionMemory(Tensor Keys, Tensor Values, Tensor Padding) : IDisposable
{
    Tensor[] Tensors => [Keys, Values, Padding];

    /// <param name="queries">[B, K, units]: K outputs of the decoder for each sentence.</param>
    /// <returns>The weights of the source's words, [B, K, S].</returns>
    public Tensor Weights(Tensor queries) => queries.bmm(Keys).add_(Padding).softmax(-1);

    /// <summary>The memory of some of the sentences.</summary>
    /// <param name="sentences">[b], int64.</param>
    public AttentionMemory Select(Tensor sentences) =>
        new(Keys.index_select(0, sentences), Values.index_select(0, sentences), Padding.index_select(0, sentences));

    public AttentionMemory MoveToOuterDisposeScope()
    {
        foreach (var tensor in Tensors) tensor.MoveToOuterDisposeScope();
        return this;
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors) tensor.Dispose();
    }
}
