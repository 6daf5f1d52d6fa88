using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>
/// AdaShift: v from the gradient of n steps ago, m from the n gradients since, so that the two are decorrelated.
/// m = Σ β1ⁱ g[t−i] / Σ β1ⁱ for i = 0 … n−1; v ← β2 v + (1−β2) φ(g[t−n]²); θ ← θ − α m / (√(v / (1−p)) + ε), with p = β2 to the number of
/// v's updates. The first n gradients only fill the window: θ does not move.
/// </summary>
/// <remarks>
/// <para>Algorithm 2 to the letter, with ε outside the root and 0⁰ = 1, so β1 = 0 leaves the latest gradient. m is recomputed from the
/// window at every step: nothing that has left the window, an Inf or NaN least of all, stays in it. A zero gradient gives a zero step, with
/// ε = 0 too.</para>
/// <para>The authors' code has other names and variants: <c>window</c> is the m of their equation 44 (0: all n); <c>v=running-max</c> is
/// <c>max_max</c> and its like in their later release; <c>phi=none</c> is "temporal-only"; <c>delay=0</c> is "spatial-only": Adam, its m
/// included, with v from φ(g[t]²). <c>block=global</c> takes φ over all parameters that have left their warm-up.</para>
/// <para>With φ = none, an element whose gradient was zero n steps ago and all the time before has v = 0, so that its first step is
/// α g / ε: sparse inputs (the dark pixels of MNIST) throw the model far away. The authors' code does not take that step, though Algorithm
/// 2 does: <c>mask=true</c> lets an element rest until its own v is above 0, and counts its p from there.</para>
/// <para>The best α with φ = max is about ten times Adam's.</para>
/// </remarks>
/// <param name="Phi">φ: what is made of the squared gradients of a block.</param>
/// <param name="Lr">α, the learning rate.</param>
/// <param name="Beta1">β1, the weight of a gradient against the next newer one; 1 makes m a plain mean.</param>
/// <param name="Beta2">β2, how much of the last v stays.</param>
/// <param name="Delay">n, by how many steps v lags behind.</param>
/// <param name="Window">How many of the n latest gradients m takes; 0 for all of them.</param>
/// <param name="Block">Over what φ is taken.</param>
/// <param name="V">How v follows φ(g²).</param>
/// <param name="Eps">ε, added to the root.</param>
/// <param name="Mask">Whether an element waits for its own v, as in the authors' released code.</param>
[Optimizer("adashift", Source = "Zhou et al., ICLR 2019, arXiv 1810.00143, Algorithm 2 and equation 44")]
public sealed record Adashift(
    Phi Phi = Phi.Max,
    [Interval("(0, inf)")] double Lr = 0.01,
    [Interval("[0, 1]")] double Beta1 = 0.9,
    [Interval("[0, 1)")] double Beta2 = 0.999,
    [Interval("[0, inf)")] int Delay = 10,
    [Interval("[0, inf)")] int Window = 0,
    AdashiftBlock Block = AdashiftBlock.Parameter,
    AdashiftV V = AdashiftV.Ema,
    [Interval("[0, inf)")] double Eps = 1e-8,
    bool Mask = false) : UpdateRule<Adashift.State>, IAdamFamily
{
    /// <param name="Latest">Up to n gradients, the oldest first.</param>
    /// <param name="Scale">The parameter's v; null when the model has one for all.</param>
    /// <param name="Mean">Without a delay: Adam's m, shaped like θ. With one m is summed from the window; null.</param>
    public sealed record State(GradientWindow Latest, BlockScale? Scale, Tensor? Mean) : RuleState, ISecondMoment
    {
        /// <summary>Gradients in <see cref="Mean"/>.</summary>
        public long Count { get; set; }

        Tensor? ISecondMoment.SecondMoment => Scale?.V;
    }

    public override IEnumerable<string> Validate()
    {
        if (Window > Delay)
            yield return $"window = {Window} is larger than delay = {Delay}, " +
                $"but m takes only gradients that v does not have; allowed: 0 to {Delay}";
        if (Delay == 0 && Beta1 >= 1)
            yield return "beta1 = 1 with delay = 0 never takes a gradient into m; allowed: beta1 < 1, or delay > 0";
        if (Block == AdashiftBlock.Element && Phi != Phi.None)
            yield return $"block = element leaves phi = {Phi.ToString().ToLowerInvariant()} nothing to choose from; " +
                "allowed: phi = none, or block = parameter or global";
        if (Block == AdashiftBlock.Global && Phi == Phi.None)
            yield return "phi = none has no blocks, so block = global means nothing; " +
                "allowed: block = parameter or element, or phi = max or mean";
    }

    public override State Init(Tensor theta) => new(
        new GradientWindow(Delay),
        Block == AdashiftBlock.Global ? null : new BlockScale(),
        Delay == 0 ? zeros_like(theta) : null);

    /// <summary>With <c>block=global</c>, the model's one v.</summary>
    public override RuleState? InitShared() => Block == AdashiftBlock.Global ? new BlockScale() : null;

    public override bool Fits(RuleState state, Tensor theta)
    {
        if (state is State own && own.Mean is not null != (Delay == 0)) return false;
        var scale = state is State parameters ? parameters.Scale : (BlockScale)state;
        if (scale?.V is not { } v) return true; // v comes with its first update
        long[] shape = Phi == Phi.None ? theta.shape : [];
        return v.IsLike(theta, shape) && (scale.Powers is { } powers ? Mask && powers.IsLike(theta, shape) : !Mask);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">With <c>block=global</c>: one parameter alone has no step.</exception>
    public override Tensor? Step(State state, Tensor theta, Tensor grad)
    {
        var scale = state.Scale ?? throw new InvalidOperationException("With block=global, the parameters of a model step together.");
        if (Shift(state, grad) is not { } shifted) return null;
        scale.Follow(Spatial(shifted), this);
        return scale.Divide(Average(state, grad), this).mul_(Lr);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Tensor?> StepAll(IReadOnlyList<Slot<State>> slots, RuleState shared)
    {
        var scale = (BlockScale)shared;
        var shifted = slots.Select(slot => Shift(slot.State, slot.Grad)).ToList();
        if (shifted.Any(gradient => gradient is not null)) scale.Follow(Spatial([.. shifted.OfType<Tensor>()]), this);
        return [.. slots.Zip(shifted, (slot, gradient) =>
            gradient is null ? null : scale.Divide(Average(slot.State, slot.Grad), this).mul_(Lr))];
    }

    /// <summary>Takes a gradient in.</summary>
    /// <returns>g[t−n], or null while the window fills.</returns>
    static Tensor? Shift(State state, Tensor grad)
    {
        if (state.Latest.Capacity == 0) return grad;
        var shifted = state.Latest.IsFull ? state.Latest.Pop() : null; // before the push: the window then keeps g[t−n+1 … t]
        state.Latest.Push(grad);
        return shifted;
    }

    /// <summary>φ(g²) over one parameter.</summary>
    Tensor Spatial(Tensor gradient) => Phi switch
    {
        Phi.Max or Phi.Mean when gradient.numel() == 0 => gradient.sum(), // 0, as there is no largest, and no mean
        Phi.Max => gradient.abs().max().square(),
        Phi.Mean => gradient.square().mean(),
        _ => gradient.square(),
    };

    /// <summary>φ(g²) over several parameters.</summary>
    Tensor Spatial(IReadOnlyList<Tensor> gradients) => Phi == Phi.Max
        ? stack(gradients.Select(Spatial)).max()
        : stack(gradients.Select(g => g.square().sum())).sum().div(Math.Max(1, gradients.Sum(g => g.numel())));

    /// <summary>How many gradients m takes.</summary>
    internal int Length => Beta1 == 0 ? 1 : Window > 0 ? Window : Delay;

    /// <summary>The weight of the latest of them: 1 / Σ β1ⁱ.</summary>
    internal double LatestWeight => 1 / Enumerable.Range(0, Length).Sum(i => Math.Pow(Beta1, i));

    /// <summary>m, shaped like θ. Not to be changed: it may be a gradient of the window.</summary>
    Tensor Average(State state, Tensor grad)
    {
        if (Delay == 0) return state.Mean!.Follow(grad, Beta1).div(Ema.Seen(Beta1, ++state.Count));
        if (Length == 1) return state.Latest[^1];
        var weight = LatestWeight;
        var average = weight * state.Latest[^1];
        for (var i = 1; i < Length; i++) average.add_(state.Latest[^(i + 1)], alpha: weight *= Beta1);
        return average;
    }

    public UpdateRule WithBetas(double beta1, double beta2) => this with { Beta1 = beta1, Beta2 = beta2 };
}
