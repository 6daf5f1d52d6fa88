using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;
using State = AdaShift.Bench.Zoo.Adashift.State;

namespace AdaShift.Bench.Zoo.Accelerators;

/// <summary>AdaShift in one pass: reads g[t−n], g[t], m and θ once, whatever n is.</summary>
/// <remarks>
/// m slides, m ← β1 m + (g[t] − β1ⁿ g[t−n]) / Σ β1ⁱ, which keeps rounding errors, and a NaN for ever. So it is summed again from the window
/// every <see cref="Renewal"/> steps of the parameter, and whenever the gradient that leaves is not finite or dwarfs those that stay. What
/// max and mean of a gradient's squares are is noted when it comes in, and found again after a resume.
/// </remarks>
[Accelerates(typeof(Adashift))]
sealed class AdashiftAccelerator<T>(Adashift rule) : Accelerator<T, State, AdashiftKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    const int Renewal = 64;

    /// <summary>max|g| of the gradient that leaves, over that of those that stay: rounding then costs m six bits.</summary>
    const double Dwarfs = 64;

    readonly List<Memo?> memos = []; // by parameter
    readonly int length = rule.Length;
    readonly double latest = rule.LatestWeight;

    // An error in m fades as β1ᵗ, the root of an element-wise v as √β2ᵗ: it must not outlive the square that came with it.
    readonly bool slides = rule.Length == rule.Delay && rule.Length > 1 && (rule.Phi != Phi.None || rule.Beta1 * rule.Beta1 <= rule.Beta2);
    readonly string weighting = FormattableString.Invariant($"{rule.Length} of {rule.Beta1:R}"); // of the gradients in m
    readonly double leaving = rule.LatestWeight * Math.Pow(rule.Beta1, rule.Length);
    (long Updates, double P) power = (-1, 1); // mostly the same for all parameters
    BlockScale? common;

    /// <summary>What is known of one parameter next to its state.</summary>
    sealed class Memo
    {
        /// <summary>m; null before it is first summed.</summary>
        public Tensor? Mean { get; set; }

        /// <summary>Steps until m is summed again.</summary>
        public long Left { get; set; }

        /// <summary>Of the window's gradients, the oldest first; fewer than those after a resume.</summary>
        public List<(double Largest, double Squares)> Notes { get; } = [];

        public double Largest
        {
            get
            {
                var largest = 0.0;
                foreach (var note in CollectionsMarshal.AsSpan(Notes)) largest = Math.Max(largest, note.Largest);
                return largest;
            }
        }
    }

    public override void Forget()
    {
        foreach (var memo in memos) memo?.Mean?.Dispose();
        memos.Clear();
    }

    public override void Save(Snapshot to, IReadOnlyList<ParameterSlot> slots)
    {
        foreach (var (index, memo) in memos.Index())
        {
            if (!slides || memo?.Mean is null) continue;
            var saved = to.Under(slots[index].Name);
            saved.Put("mean", memo.Mean);
            saved.Put("left", memo.Left);
            saved.Put("weighting", weighting);
        }
    }

    public override void Load(Snapshot from, IReadOnlyList<ParameterSlot> slots)
    {
        Memo?[] loaded = [.. slots.Select(slot => Read(from.Under(slot.Name), slot))];
        Forget();
        memos.AddRange(loaded);
    }

    Memo? Read(Snapshot from, ParameterSlot slot)
    {
        if (!slides || !from.Has("mean") || (from.Has("weighting") && from.GetText("weighting") != weighting)) return null;
        var mean = from.GetTensor("mean");
        return mean.IsLike(slot.Theta, slot.Theta.shape)
            ? new() { Mean = mean.clone().DetachFromDisposeScope(), Left = from.GetInteger("left") }
            : throw new InvalidDataException($"The snapshot's sliding mean of '{slot.Name}' is not shaped like the parameter.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Forget();
        base.Dispose(disposing);
    }

    /// <summary>With one v for the whole model, its φ comes before any step.</summary>
    protected override void BeginStep(Span<Job> jobs, RuleState? shared)
    {
        common = shared as BlockScale;
        if (common is null) return;
        var (largest, squares, elements, any) = (0.0, 0.0, 0L, false);
        foreach (ref var job in jobs)
        {
            if (!StateOf(ref job).Latest.IsFull) continue;
            var note = Shifted(ref job);
            largest = Math.Max(largest, note.Largest);
            squares += note.Squares;
            elements += job.Length;
            any = true;
        }

        if (any) Follow(common, Spatial(largest, squares, elements), ref jobs[0]);
    }

    protected override AdashiftKernel<T> Begin(State state, ref Job job)
    {
        var kernel = new AdashiftKernel<T> { Lr = Of(rule.Lr), Eps = Of(rule.Eps), MeanScale = T.One };
        if (!state.Latest.IsFull)
        {
            job.Rests = true;
            job.A = Address(state.Latest.Grow(job.Theta), "the window", ref job);
            return kernel with { Rests = true, HasWindow = true };
        }

        kernel = Divide(kernel, state, ref job);
        return rule.Delay == 0 ? FollowMean(kernel, state, ref job) : Average(kernel, state, ref job);
    }

    protected override void EndStep(ReadOnlySpan<Job> jobs)
    {
        foreach (ref readonly var job in jobs)
            if (rule.Delay > 0) MemoOf(job.Index).Notes.Add((job.Largest, job.Squares));
    }

    /// <summary>v, or the root of it where it is one number.</summary>
    AdashiftKernel<T> Divide(AdashiftKernel<T> kernel, State state, ref Job job)
    {
        var isMax = rule.V == AdashiftV.RunningMax;
        if (rule.Phi != Phi.None)
        {
            if (state.Scale is { } own)
            {
                var note = Shifted(ref job);
                Follow(own, Spatial(note.Largest, note.Squares, job.Length), ref job);
            }

            var scale = state.Scale ?? common!;
            var v = double.CreateTruncating(Number(scale.V!));
            return kernel with
            {
                Rests = rule.Mask && Power(scale) == 1, Root = Of(Math.Sqrt(isMax ? v : v / (1 - Power(scale))) + rule.Eps),
            };
        }

        var element = state.Scale!;
        if (element.V is null || (rule.Mask && element.Powers is null))
        {
            element.V ??= zeros_like(job.Theta);
            if (rule.Mask) element.Powers = ones_like(job.Theta);
            Keep(element);
        }

        job.C = Address(element.V, "v", ref job);
        if (rule.Mask) job.D = Address(element.Powers!, "p", ref job);
        return kernel with
        {
            IsElementwise = true, IsRunningMax = isMax, IsMasked = rule.Mask, Beta2 = Of(rule.Beta2), Share2 = Of(1 - rule.Beta2),
            Correction = Of(1 / (1 - Math.Pow(rule.Beta2, ++element.Updates))),
        };
    }

    /// <summary>Adam's m, without a delay.</summary>
    AdashiftKernel<T> FollowMean(AdashiftKernel<T> kernel, State state, ref Job job)
    {
        job.B = Address(state.Mean!, "m", ref job);
        return kernel with
        {
            HasMean = true, Keep = Of(rule.Beta1), Latest = Of(1 - rule.Beta1),
            MeanScale = Of(1 / (1 - Math.Pow(rule.Beta1, ++state.Count))),
        };
    }

    /// <summary>m of the window.</summary>
    AdashiftKernel<T> Average(AdashiftKernel<T> kernel, State state, ref Job job)
    {
        var memo = MemoOf(job.Index);
        var leaves = Note(memo, state, ref job);
        kernel = kernel with { HasWindow = true, HasMean = length > 1, Keep = T.One, Latest = Of(latest) };
        if (length > 1 && slides && memo.Mean is not null && --memo.Left > 0 && leaves <= Dwarfs * memo.Largest)
            kernel = kernel with { Slides = true, Keep = Of(rule.Beta1), Leaving = Of(leaving) };
        else if (length > 1) Renew(memo, state, ref job);
        if (length > 1) job.B = Address(memo.Mean!, "m", ref job);
        job.A = Address(state.Latest.Rotate(), "the window", ref job);
        return kernel;
    }

    /// <summary>Takes the oldest gradient's note out.</summary>
    /// <returns>Its max|g|; NaN if a gradient of the window is not finite.</returns>
    double Note(Memo memo, State state, ref Job job)
    {
        Derive(memo, state, ref job);
        var leaves = memo.Notes[0].Largest;
        memo.Notes.RemoveAt(0);
        return double.IsFinite(leaves) ? leaves : double.NaN; // which compares as false
    }

    /// <summary>m = Σ β1ⁱ g[t−i] / Σ β1ⁱ, but for i = 0, which the step adds.</summary>
    unsafe void Renew(Memo memo, State state, ref Job job)
    {
        memo.Left = memo.Mean is null ? Renewal - (job.Index % Renewal) : Renewal; // spread over the parameters: no step is slow
        memo.Mean ??= empty_like(job.Theta).DetachFromDisposeScope();
        var mean = (T*)Address(memo.Mean, "m", ref job);
        var gradients = stackalloc nint[length];
        for (var i = 1; i < length; i++) gradients[i] = Address(state.Latest[^i], "the window", ref job);
        var weights = stackalloc T[length];
        for (var i = 1; i < length; i++) weights[i] = Of(latest * Math.Pow(rule.Beta1, i));
        long k = 0;
        for (; k <= job.Length - Vector512<T>.Count; k += Vector512<T>.Count)
        {
            var sum = Vector512<T>.Zero;
            for (var i = 1; i < length; i++) sum += Vector512.Load((T*)gradients[i] + k) * weights[i];
            sum.Store(mean + k);
        }

        for (; k < job.Length; k++)
        {
            mean[k] = T.Zero;
            for (var i = 1; i < length; i++) mean[k] += ((T*)gradients[i])[k] * weights[i];
        }
    }

    /// <summary>max|g| and Σg² of g[t−n].</summary>
    (double Largest, double Squares) Shifted(ref Job job)
    {
        if (rule.Delay == 0) return GradientNote<T>.Of(job.Grad, job.Length, BlockLength);
        var memo = MemoOf(job.Index);
        Derive(memo, StateOf(ref job), ref job);
        return memo.Notes[0];
    }

    /// <summary>After a resume, notes what the window holds.</summary>
    void Derive(Memo memo, State state, ref Job job)
    {
        if (memo.Notes.Count == state.Latest.Count) return;
        memo.Notes.Clear();
        foreach (var gradient in state.Latest)
            memo.Notes.Add(GradientNote<T>.Of(Address(gradient, "the window", ref job), job.Length, BlockLength));
    }

    Memo MemoOf(int index)
    {
        while (memos.Count <= index) memos.Add(null);
        return memos[index] ??= new();
    }

    /// <summary>φ(g²) of a block. Computed in T, so that it overflows where the rule's does.</summary>
    T Spatial(double largest, double squares, long elements) =>
        rule.Phi == Phi.Max ? Of(largest) * Of(largest) : Of(squares) / Of(Math.Max(1, elements));

    /// <summary>v of a block that has one for all its elements, and its p.</summary>
    void Follow(BlockScale scale, T spatial, ref Job job)
    {
        if (scale.V is null || (rule.Mask && scale.Powers is null))
        {
            scale.V ??= zeros([], dtype: job.Theta.dtype);
            if (rule.Mask) scale.Powers = ones([], dtype: job.Theta.dtype);
            Keep(scale);
        }

        scale.Updates++;
        ref var v = ref Number(scale.V);
        v *= Of(rule.Beta2);
        v = rule.V == AdashiftV.Ema ? v + (spatial * Of(1 - rule.Beta2)) : T.Max(v, spatial);
        job.NotFinite |= !T.IsFinite(v);
        if (!rule.Mask) return;
        ref var p = ref Number(scale.Powers!);
        if (v > T.Zero || p < T.One) p *= Of(rule.Beta2);
    }

    /// <summary>p of a block that has one v.</summary>
    double Power(BlockScale scale)
    {
        if (rule.Mask) return double.CreateTruncating(Number(scale.Powers!));
        if (power.Updates != scale.Updates) power = (scale.Updates, Math.Pow(rule.Beta2, scale.Updates));
        return power.P;
    }
}
