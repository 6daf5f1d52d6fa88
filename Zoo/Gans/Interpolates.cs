using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>x̂ = e x + (1 − e) x̃, with one e ~ U(0, 1) per sample.</summary>
public static class Interpolates
{
    /// <param name="real">x, [B, ...].</param>
    /// <param name="fake">x̃, [B, ...].</param>
    /// <param name="generator">May be on another device than the samples: a CPU generator gives the same numbers on every device.</param>
    /// <returns>[B, ...], without a graph.</returns>
    /// <exception cref="ArgumentException">The batches differ in shape, or are empty.</exception>
    public static Tensor Between(Tensor real, Tensor fake, Generator generator)
    {
        if (!real.shape.AsSpan().SequenceEqual(fake.shape))
            throw new ArgumentException(
                $"Real samples are {real.Shape()}, generated ones {fake.Shape()}: they must be alike.", nameof(fake));
        if (real.dim() < 2 || real.shape[0] < 1)
            throw new ArgumentException($"A penalty needs a batch [B, ...] of at least one sample, not {real.Shape()}.", nameof(real));
        using var unrecorded = no_grad();
        long[] perSample = [real.shape[0], .. Enumerable.Repeat(1L, (int)real.dim() - 1)];
        var e = rand(perSample, dtype: real.dtype, device: generator.device, generator: generator).to(real.device);
        return fake + (e * (real - fake));
    }
}
