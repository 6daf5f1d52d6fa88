using AdaShift.Bench.Torch;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>
/// What a rule remembers between two runs of a <see cref="FusedSequence"/>: its moments, and the gradients that v has yet to see.
/// </summary>
public sealed class SequenceState : IDisposable
{
    Tensor? moments; // [3, N]: m, v, v̂
    Tensor? latest; // [≤ delay, N], the oldest first
    long moves;

    /// <summary>Steps taken so far, those included in which θ rested.</summary>
    public long Steps { get; private set; }

    internal Tensor Continue(FusedRow settings, Tensor theta, Tensor gradients, long recordEvery, SequenceOptions options)
    {
        using var scope = NewDisposeScope();
        moments ??= zeros([3, theta.shape[0]], dtype: theta.dtype).DetachFromDisposeScope();
        if (moments.shape[1] != theta.shape[0] || moments.dtype != theta.dtype)
            throw new ArgumentException(
                $"The state is of [{moments.shape[1]}] {moments.dtype}, θ is [{theta.shape[0]}] {theta.dtype}: " +
                "each problem needs a state of its own.",
                nameof(theta));
        var begin = latest?.shape[0] ?? 0;
        var all = latest is null ? gradients : cat([latest, gradients], 0);
        var factors = begin == 0 || options.Factors is null
            ? options.Factors
            : cat([ones([begin], dtype: ScalarType.Float64), options.Factors], 0);
        var thetas = SequenceKernel.Run(
            settings, theta, all, factors, recordEvery, resting: 0, options.Low, options.High, moments, moves, begin);
        Remember(all, gradients.shape[0], begin, settings.Delay);
        return thetas.MoveToOuterDisposeScope();
    }

    public void Save(Snapshot to)
    {
        to.Put("steps", Steps);
        to.Put("moves", moves);
        if (moments is not null) to.Put("moments", moments);
        if (latest is not null) to.Put("latest", latest);
    }

    /// <summary>Puts everything back, bit for bit.</summary>
    public void Load(Snapshot from)
    {
        Dispose();
        (Steps, moves) = (from.GetInteger("steps"), from.GetInteger("moves"));
        moments = from.Has("moments") ? from.GetTensor("moments").clone().DetachFromDisposeScope() : null;
        latest = from.Has("latest") ? from.GetTensor("latest").clone().DetachFromDisposeScope() : null;
    }

    public void Dispose()
    {
        moments?.Dispose();
        latest?.Dispose();
        (moments, latest) = (null, null);
    }

    void Remember(Tensor all, long steps, long begin, long delay)
    {
        var seen = begin + steps;
        moves += steps - Math.Max(0, Math.Min(delay, seen) - begin); // θ and v rest until the delay is over
        Steps += steps;
        if (delay == 0) return;
        var kept = all.slice(0, Math.Max(0, seen - delay), seen, 1).clone().DetachFromDisposeScope();
        latest?.Dispose();
        latest = kept;
    }
}
