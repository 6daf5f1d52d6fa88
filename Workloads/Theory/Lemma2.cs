using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using AdaShift.Bench.Zoo.Probes;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Lemma 2 against a simulation: v and m of Adam within an epoch of equation 6, after more and more epochs.</summary>
/// <remarks>
/// Any rule that shows its v can be put to it; the formulas are Adam's, so another rule's error says how far it is from Adam.
/// </remarks>
/// <param name="c">C, the large gradient.</param>
/// <param name="d">Steps in an epoch.</param>
/// <param name="epochs">Epochs in a reading.</param>
[Measurement("lemma2", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Lemma 2 and appendix E")]
public sealed class Lemma2(
    [Interval("(1, inf)")] double c = 6, [Interval("[2, 1000]")] int d = 6, [Interval("[1, 1e6]")] int epochs = 50)
    : Measurement
{
    public override Goal Goal => Goal.AtMost("lemma2/v-error", 1e-9);

    public override bool UsesSeed => false;

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("lemma2/v-error", "", Better.Lower, "Largest relative error of equation 9 against v in the latest epoch."),
        new("lemma2/m-error", "", Better.Lower, "Largest error of appendix E's limit of m against the m of the latest epoch's updates."),
        new("lemma2/appendix-error", "", Better.Lower, "v-error of appendix E's line before it, as printed: (C+1) for (C²−1), − for +."),
    ];

    public override string Description =>
        FormattableString.Invariant($"v and m against their limits, C = {c}, d = {d}; {epochs} epochs a reading");

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run)
    {
        var adam = IAdamFamily.Of(rule);
        var limits = new SequentialLimits(c, d, adam.Beta1, adam.Beta2);
        using var theta = new Parameter(zeros(1, dtype: ScalarType.Float64).DetachFromDisposeScope());
        using var optimizer = rule.For([theta]);
        while (true)
        {
            for (var epoch = 1; epoch < epochs; epoch++) Epoch(optimizer);
            var last = Epoch(optimizer).Select((s, i) => (s.v, m: -s.moved * (Math.Sqrt(s.v) + adam.Eps) / adam.Lr, i: i + 1)).ToList();
            yield return Evaluation.Of(
                ("lemma2/v-error", last.Max(s => Math.Abs(limits.V(s.i) - s.v) / s.v)),
                ("lemma2/m-error", last.Max(s => Math.Abs(limits.M(s.i) - s.m))),
                ("lemma2/appendix-error", last.Max(s => Math.Abs(limits.VAsInAppendix(s.i) - s.v) / s.v)));
        }
    }

    /// <returns>Of each step: v, and what θ moved by.</returns>
    List<(double v, double moved)> Epoch(RuleOptimizer optimizer)
    {
        var (theta, steps) = (optimizer.Slots[0].Theta, new List<(double v, double moved)>(d));
        for (var i = 0; i < d; i++)
        {
            theta.zero_(); // linear costs: θ does not matter, and near 0 it has its digits for the update
            using var gradient = full(1, i == 0 ? c : -1, dtype: ScalarType.Float64);
            theta.grad = gradient;
            optimizer.step();
            steps.Add((SecondMoment(optimizer), theta.item<double>()));
        }

        return steps;
    }

    static double SecondMoment(RuleOptimizer optimizer) => optimizer.Slots[0].State is ISecondMoment state
        ? state.SecondMoment?.item<double>() ?? double.NaN
        : throw new ArgumentException($"{optimizer.Rule.GetType().Name} does not show its v. {SecondMoments.WhatToDo}", nameof(optimizer));
}
