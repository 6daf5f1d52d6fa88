using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>Where the words of B sentences of different lengths, padded to S, stand in the steps of the encoder's two directions.</summary>
/// <param name="Inputs">[2 · S · B], int64: for each direction, step and sentence, its word among [B · S]. Padding comes first.</param>
/// <param name="Outputs">[B · S · 2], int64: for each word and direction, the row among the outputs [S · 2 · B].</param>
/// <param name="Words">[1, S, B, 1]: whether a step reads a word; null if there is no padding.</param>
/// <param name="Padding">[B, 1, S], float32: 0 at words, −∞ at padding.</param>
sealed record SourceLayout(Tensor Inputs, Tensor Outputs, Tensor? Words, Tensor Padding)
{
    /// <param name="lengths">At least 1 and at most <paramref name="steps"/> each.</param>
    public static SourceLayout Create(IReadOnlyList<long> lengths, long steps, Device device)
    {
        var (batch, padded) = (lengths.Count, lengths.Any(length => length < steps));
        var (inputs, outputs) = (new long[2 * steps * batch], new long[batch * steps * 2]);
        var (words, padding) = (new bool[steps * batch], new float[batch * steps]);
        for (var b = 0; b < batch; b++)
        {
            for (var s = 0; s < steps; s++)
            {
                // Word s is read in step S − length + s forwards and S − 1 − s backwards; padding takes the steps before.
                var isWord = s < lengths[b];
                var (forward, backward) = (isWord ? steps - lengths[b] + s : s - lengths[b], steps - 1 - s);
                var word = (b * steps) + s;
                inputs[(forward * batch) + b] = inputs[((steps + backward) * batch) + b] = word;
                outputs[word * 2] = (forward * 2 * batch) + b;
                outputs[(word * 2) + 1] = (((backward * 2) + 1) * batch) + b;
                words[(forward * batch) + b] = isWord;
                padding[word] = isWord ? 0 : float.NegativeInfinity;
            }
        }

        return new(
            tensor(inputs, device: device),
            tensor(outputs, device: device),
            padded ? tensor(words, device: device).view(1, steps, batch, 1) : null,
            tensor(padding, device: device).view(batch, 1, steps));
    }
}
