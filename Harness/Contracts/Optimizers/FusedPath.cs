using System.Runtime.InteropServices;
using AdaShift.Bench.Torch;
using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>The fused way through a step of a <see cref="RuleOptimizer"/>. Its arrays serve again at every step.</summary>
sealed class FusedPath(RuleOptimizer owner, IReadOnlyList<Slot> slots)
{
    readonly nint[] thetas = new nint[slots.Count];
    readonly nint[] grads = new nint[slots.Count];
    readonly FusedRow[] rows = new FusedRow[slots.Count];
    readonly Slot[] active = new Slot[slots.Count];
    readonly List<nint[]> windows = [];
    int windowsUsed;
    ScalarKind kind;
    bool ran;

    public int Count { get; private set; }

    public FusedRow[] Rows => rows;

    public Slot[] Slots => active;

    /// <returns>False when a parameter is not what a fused step takes; nothing has happened then.</returns>
    public bool TryStep(UpdateRule rule, RuleState? shared)
    {
        for (var i = 0; i < thetas.Length; i++) thetas[i] = slots[i].Theta.Handle;
        if (!FusedKernels.Look(thetas, grads, out kind)) return false;
        Begin(((IFusedRule)rule).Settings);
        if (Count == 0) return true;
        rule.Fuse(this, shared);
        if (!ran)
            throw new InvalidOperationException(
                $"{owner.RuleName} described a fused step and did not run it. Call Run() at the end of Fuse.");
        return true;
    }

    public void AddUp(int index, GradientWindow from)
    {
        var length = rows[index].Length - 1;
        if (windowsUsed == windows.Count || windows[windowsUsed].Length < length)
            windows.Insert(windowsUsed, GC.AllocateUninitializedArray<nint>(length, pinned: true));
        var handles = windows[windowsUsed++];
        for (var i = 0; i < length; i++) handles[i] = from[^(i + 1)].Handle;
        rows[index].window = Marshal.UnsafeAddrOfPinnedArrayElement(handles, 0);
    }

    public GradientNote Note(int index, GradientWindow window, int position)
    {
        Span<FusedRow> one = [new() { grad = window[position].Handle, Note = rows[index].Note }];
        FusedKernels.Measure(one, kind);
        var note = new GradientNote(one[0].largest, one[0].squares);
        window.Note(position, note);
        return note;
    }

    public void Measure() => FusedKernels.Measure(rows.AsSpan(0, Count), kind);

    public void Run()
    {
        ran = true;
        foreach (ref var row in rows.AsSpan(0, Count))
        {
            row.Scale *= owner.Factor;
            row.Decay *= owner.Factor;
        }

        if (owner.Observer is { } observer) RunObserved(observer);
        else FusedKernels.Step(rows.AsSpan(0, Count), kind);
        for (var i = 0; i < Count; i++) active[i].State!.Keep();
    }

    /// <summary>The kernels leave the differences aside, which are shown and then subtracted: the same bits as when nobody looks.</summary>
    void RunObserved(UpdateObserver observer)
    {
        var deltas = new Tensor?[Count];
        for (var i = 0; i < Count; i++)
        {
            if (rows[i].Fills) continue;
            deltas[i] = empty_like(active[i].Theta);
            rows[i].delta = deltas[i]!.Handle;
        }

        FusedKernels.Step(rows.AsSpan(0, Count), kind);
        for (var i = 0; i < Count; i++)
        {
            active[i].State!.Keep();
            observer(active[i], active[i].Theta.grad!, deltas[i]);
            if (deltas[i] is { } delta) active[i].Theta.sub_(delta);
        }
    }

    void Begin(FusedRow settings)
    {
        (Count, windowsUsed, ran) = (0, 0, false);
        for (var i = 0; i < thetas.Length; i++)
        {
            if (grads[i] == 0) continue;
            slots[i].BeginFused();
            active[Count] = slots[i];
            rows[Count] = settings;
            rows[Count].theta = thetas[i];
            rows[Count++].grad = grads[i];
        }
    }
}
