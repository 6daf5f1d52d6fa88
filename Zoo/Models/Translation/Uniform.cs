using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>Initial weights.</summary>
static class Uniform
{
    /// <returns>U(−range, range) of this shape.</returns>
    public static Tensor Draw(double range, params long[] shape)
    {
        using var unrecorded = no_grad();
        return empty(shape).uniform_(-range, range);
    }

    /// <returns>An embedding whose weights are U(−range, range).</returns>
    public static Embedding Embedding(double range, long vocabulary, long units)
    {
        var embedding = nn.Embedding(vocabulary, units);
        nn.init.uniform_(embedding.weight!, -range, range);
        return embedding;
    }
}
