using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>The rows of a matrix of logits, in this process's memory as float32.</summary>
/// <param name="matrix">[rows, V], on any device and of any floating type.</param>
readonly ref struct Logits(Tensor matrix)
{
    readonly Span<float> numbers = MemoryMarshal.Cast<byte, float>(matrix.to(ScalarType.Float32).cpu().contiguous().bytes);
    readonly int vocabulary = (int)matrix.shape[1];

    public ReadOnlySpan<float> this[int row] => numbers.Slice(row * vocabulary, vocabulary);
}
