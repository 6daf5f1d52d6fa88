using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>How <see cref="RuleOptimizer.Advance"/> steps along known gradients.</summary>
public sealed record SequenceOptions
{
    /// <summary>θ is recorded every so many steps.</summary>
    public long Every { get; init; } = 1;

    /// <summary>The schedule's factor of the k-th of these steps, from 0; null leaves it as it is.</summary>
    public Func<long, double>? Factor { get; init; }

    /// <summary>θ is projected into [<see cref="Low"/>, <see cref="High"/>] after each step.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <inheritdoc cref="Low"/>
    public double High { get; init; } = double.PositiveInfinity;

    internal bool IsBounded => double.IsFinite(Low) || double.IsFinite(High);

    internal void Check(IReadOnlyList<ParameterSlot> slots, Tensor gradients)
    {
        if (Every < 1) throw new InvalidOperationException($"θ cannot be recorded every {Every} steps; allowed: 1 or more.");
        if (!(Low <= High))
            throw new InvalidOperationException(FormattableString.Invariant($"The interval of θ is empty: {Low:R} to {High:R}."));
        var theta = slots[0].Theta;
        if (slots.Count != 1 || theta.dim() != 1 || gradients.dim() != 2 || gradients.shape[1] != theta.shape[0])
            throw new ArgumentException(
                "Known gradients take one parameter of shape [N] and gradients [K, N]; " +
                $"here {slots.Count} of {theta.Shape()} and {gradients.Shape()}.", nameof(gradients));
        if (gradients.dtype != theta.dtype || gradients.device_type != theta.device_type)
            throw new ArgumentException(
                $"θ is {theta.dtype} on {theta.device}, its gradients are {gradients.dtype} on {gradients.device}.", nameof(gradients));
    }
}
