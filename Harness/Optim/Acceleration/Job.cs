using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>One parameter's part of an accelerated step: the addresses of its arrays, each of <see cref="Length"/> elements.</summary>
public struct Job
{
    /// <summary>Which of the optimizer's parameters it is.</summary>
    public int Index { get; init; }

    public Tensor Theta { get; internal set; }

    internal RuleState State { get; set; }

    public long Length { get; init; }

    /// <summary>Address of g[t].</summary>
    public nint Grad { get; internal set; }

    /// <summary>Address of an array that the kernel reads and writes; 0 without one.</summary>
    public nint A { get; set; }

    /// <inheritdoc cref="A"/>
    public nint B { get; set; }

    /// <inheritdoc cref="A"/>
    public nint C { get; set; }

    /// <inheritdoc cref="A"/>
    public nint D { get; set; }

    /// <summary>θ stays where it is: a warm-up. The kernel must return 0.</summary>
    public bool Rests { get; set; }

    /// <summary>The largest that the kernel's blocks noted.</summary>
    public double Largest { get; internal set; }

    /// <summary>The sum of what the kernel's blocks noted, in their order.</summary>
    public double Squares { get; internal set; }

    internal nint ThetaAddress { get; init; }

    /// <summary>Takes the step in place of θ, for observers; 0 without one.</summary>
    internal nint Delta { get; set; }

    /// <summary>Addresses asked for so far in this step.</summary>
    internal int Asked { get; set; }

    /// <summary>
    /// Set by the step when one of its arrays is not finite; by an accelerator for what no kernel sees, such as one v for all elements.
    /// </summary>
    public bool NotFinite { get; set; }

    internal double Factor { get; set; }
}
