using AdaShift.Bench.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>
/// Many steps of one small parameter whose gradients are known beforehand, as with linear losses, in one native call: ten million steps
/// take seconds. The same kernels as the fused step, from a fresh state.
/// </summary>
/// <example><code>
/// using var thetas = FusedSequence.Run(new Adam(Lr: 0.001), zeros(1, dtype: ScalarType.Float64), gradients, recordEvery: 10_000);
/// </code></example>
public static class FusedSequence
{
    /// <param name="rule">One that offers a fused step.</param>
    /// <param name="theta0">[N], float32 or float64, on the CPU: the start; not changed.</param>
    /// <param name="gradients">[T, N], of the same type.</param>
    /// <param name="recordEvery">θ is recorded after this many steps, and again.</param>
    /// <param name="options">Schedule and projection; null for neither.</param>
    /// <returns>[⌊T / recordEvery⌋, N]: θ after each <paramref name="recordEvery"/> steps.</returns>
    /// <exception cref="ArgumentException">
    /// The rule has no fused step, or one that depends on more than the gradients; or the shapes do not fit.
    /// </exception>
    public static Tensor Run(UpdateRule rule, Tensor theta0, Tensor gradients, long recordEvery, SequenceOptions? options = null)
    {
        options ??= new();
        RuleChecks.DemandSettings(rule);
        if (Why(rule) is { } reason) throw new ArgumentException(reason, nameof(rule));
        Check(theta0, gradients, recordEvery, options);
        using var unrecorded = no_grad();
        return SequenceKernel.Run(
            ((IFusedRule)rule).Settings, theta0, gradients, options.Factors, recordEvery, resting: 0, options.Low, options.High);
    }

    /// <summary>The same from where <paramref name="state"/> is, which is moved on: many runs one after another are one long run.</summary>
    /// <exception cref="ArgumentException">As <see cref="Run"/>; or the state is another problem's.</exception>
    public static Tensor Continue(
        UpdateRule rule, Tensor theta0, Tensor gradients, long recordEvery, SequenceState state, SequenceOptions? options = null)
    {
        options ??= new();
        RuleChecks.DemandSettings(rule);
        if (Why(rule) is { } reason) throw new ArgumentException(reason, nameof(rule));
        Check(theta0, gradients, recordEvery, options);
        using var unrecorded = no_grad();
        return state.Continue(((IFusedRule)rule).Settings, theta0, gradients, recordEvery, options);
    }

    /// <summary>Whether <see cref="Run"/> takes this rule.</summary>
    public static bool Takes(UpdateRule rule) => Why(rule) is null;

    static string? Why(UpdateRule rule)
    {
        if (rule is not IFusedRule { OffersFused: true } fused)
            return $"{rule.GetType().Name} offers no fused step with these settings, so it cannot run as a sequence. Step it op by op.";
        if (!FusedKernels.Available)
            return "There are no fused kernels: the native library is older than them, or the TorchSharp packages are in use.";
        return fused.Unforeseeable is { } why ? $"{rule.GetType().Name} cannot run as a sequence: {why}. Step it op by op." : null;
    }

    static void Check(Tensor theta0, Tensor gradients, long recordEvery, SequenceOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(recordEvery, 1);
        if (theta0.dim() != 1 || gradients.dim() != 2 || gradients.shape[1] != theta0.shape[0])
            throw new ArgumentException(
                $"θ must be [N] and the gradients [T, N]; they are {Shape(theta0)} and {Shape(gradients)}.", nameof(gradients));
        if (theta0.dtype is not (ScalarType.Float32 or ScalarType.Float64) || gradients.dtype != theta0.dtype)
            throw new ArgumentException(
                $"θ and the gradients must both be Float32 or both Float64; they are {theta0.dtype} and {gradients.dtype}.",
                nameof(gradients));
        if (theta0.device_type != DeviceType.CPU || gradients.device_type != DeviceType.CPU)
            throw new ArgumentException(
                $"A sequence runs on the CPU; θ is on {theta0.device}, the gradients are on {gradients.device}.", nameof(gradients));
        Check(options, gradients.shape[0]);
    }

    static void Check(SequenceOptions options, long steps)
    {
        if (!(options.Low <= options.High))
            throw new ArgumentException($"The interval of θ is empty: {options.Low:R} to {options.High:R}.", nameof(options));
        if (options.Factors is { } factors && (factors.dtype != ScalarType.Float64 || factors.dim() != 1 || factors.shape[0] != steps))
            throw new ArgumentException(
                $"The factors must be [{steps}] Float64, one a step; they are {Shape(factors)} {factors.dtype}.", nameof(options));
    }

    static string Shape(Tensor tensor) => $"[{string.Join(", ", tensor.shape)}]";
}

/// <summary>What a sequence has beside rule and gradients.</summary>
public sealed record SequenceOptions
{
    /// <summary>[T] in float64: a learning-rate factor a step, e.g. 1/√t. Null for 1.</summary>
    public Tensor? Factors { get; init; }

    /// <summary>θ is projected into [<see cref="Low"/>, <see cref="High"/>] after each step.</summary>
    public double Low { get; init; } = double.NegativeInfinity;

    /// <inheritdoc cref="Low"/>
    public double High { get; init; } = double.PositiveInfinity;
}
