using System.Runtime.InteropServices;

namespace AdaShift.Bench.Timing;

/// <summary>Seconds by phase over an injected clock. Each moment counts to exactly one phase: the innermost one entered.</summary>
/// <remarks>
/// Until <see cref="Begin"/> everything is set-up. For one thread. Work queued on a GPU continues after the call: synchronise before the
/// end of a phase if its seconds must be exact, as the runner does around evaluations and checkpoints.
/// </remarks>
public sealed class PhaseClock(TimeProvider time) : IPhaseClock
{
    const int Setup = (int)Phase.Bookkeeping + 1;

    readonly long[] ticks = new long[Setup + 1];
    readonly Dictionary<string, long> parts = new(StringComparer.Ordinal);
    readonly Stack<(int phase, string? part)> around = new();
    PhaseSeconds earlier = PhaseSeconds.Zero;
    int current = Setup;
    string? part;
    long since = time.GetTimestamp();

    /// <summary>Seconds of the whole run up to now, including earlier pieces.</summary>
    public PhaseSeconds Seconds => earlier + Piece;

    /// <summary>Seconds of this piece of the run alone: since the clock was created.</summary>
    public PhaseSeconds Piece
    {
        get
        {
            SwitchTo(current, part);
            return new(
                Of(Phase.Training), Of(Phase.Optimizer), Of(Phase.Data), Of(Phase.Evaluation), Of(Phase.Bookkeeping),
                InSeconds(ticks[Setup]), parts.Count == 0 ? null : parts.ToDictionary(p => p.Key, p => InSeconds(p.Value)));
        }
    }

    /// <summary>Adds the seconds of an earlier piece of the same run.</summary>
    public void Add(PhaseSeconds piece) => earlier += piece;

    /// <summary>Ends the set-up: from now on time counts to <see cref="Phase.Training"/> unless another phase is entered.</summary>
    /// <exception cref="InvalidOperationException">Already begun, or inside a phase.</exception>
    public void Begin()
    {
        if (current != Setup || around.Count > 0)
            throw new InvalidOperationException("A phase clock begins once, outside any phase.");
        SwitchTo((int)Phase.Training, part);
    }

    public PhaseScope Enter(Phase phase)
    {
        around.Push((current, part));
        SwitchTo(current == Setup ? Setup : (int)phase, part);
        return new(this);
    }

    public PhaseScope EnterPart(string name)
    {
        around.Push((current, part));
        SwitchTo(current, name);
        return new(this);
    }

    public void Leave()
    {
        var (phase, outer) = around.Pop();
        SwitchTo(phase, outer);
    }

    void SwitchTo(int phase, string? toPart)
    {
        long now = time.GetTimestamp();
        ticks[current] += now - since;
        if (part is not null && (Phase)current is Phase.Training or Phase.Optimizer or Phase.Data)
            CollectionsMarshal.GetValueRefOrAddDefault(parts, part, out _) += now - since;
        (current, part, since) = (phase, toPart, now);
    }

    double Of(Phase phase) => InSeconds(ticks[(int)phase]);

    double InSeconds(long count) => (double)count / time.TimestampFrequency;
}
