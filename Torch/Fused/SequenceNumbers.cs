using System.Runtime.InteropServices;

namespace AdaShift.Bench.Torch;

/// <summary>
/// What a sequence of steps is, beside the rule; mirrored from <c>native/fused_sequence.cpp</c>. The pointers are addresses of elements.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
unsafe struct SequenceNumbers
{
    /// <summary>N elements: the start, and afterwards the end.</summary>
    public void* Theta;

    /// <summary>Steps × N.</summary>
    public void* Grads;

    /// <summary>A learning-rate factor a step; null for 1.</summary>
    public double* Factors;

    /// <summary>θ after every <see cref="Every"/> steps.</summary>
    public void* Out;

    public long Size, Steps, Every;

    /// <summary>Steps at the start that change the state only.</summary>
    public long Resting;

    /// <summary>θ is put back into this interval after each step.</summary>
    public double Low, High;

    /// <summary>Rows of <see cref="Grads"/> that belong to earlier steps.</summary>
    public long Begin;

    /// <summary>Steps of earlier runs in which the state changed.</summary>
    public long Moves;

    /// <summary>N elements each, kept from run to run; null to begin at 0.</summary>
    public void* M, V, Peak;
}
