using AdaShift.Bench.Optim;
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
/// <param name="epochs">Epochs in a training step.</param>
[Workload("lemma2", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Lemma 2 and appendix E")]
public sealed class Lemma2(
    [Interval("(1, inf)")] double c = 6, [Interval("[2, 1000]")] int d = 6, [Interval("[1, 1e6]")] int epochs = 50)
    : Workload
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
        FormattableString.Invariant($"v and m against their limits, C = {c}, d = {d}; a training step is {epochs} epochs");

    public override Trial Open(RunContext run) => new Checks(run, c, d, epochs);

    sealed class Checks : CheckTrial
    {
        readonly double c;
        readonly int d, epochs;
        readonly Parameter theta;
        RuleOptimizer? optimizer;

        public Checks(RunContext run, double c, int d, int epochs)
            : base(run)
        {
            (this.c, this.d, this.epochs) = (c, d, epochs);
            theta = Own(new Parameter(zeros(1, dtype: ScalarType.Float64)));
            Keep("optimizer", to => Optimizer.Save(to), from => Optimizer.Load(from));
        }

        RuleOptimizer Optimizer => optimizer ??= Own(Rule.For([theta]));

        protected override IEnumerable<(string metric, double value)> Measure(long step)
        {
            var limits = new SequentialLimits(c, d, RuleSettings.Get(Rule, "Beta1"), RuleSettings.Get(Rule, "Beta2"));
            var (alpha, eps) = (RuleSettings.Get(Rule, "Lr"), RuleSettings.Get(Rule, "Eps"));
            for (var epoch = 1; epoch < epochs; epoch++) Epoch();
            var last = Epoch().Select((s, i) => (s.v, m: -s.moved * (Math.Sqrt(s.v) + eps) / alpha, i: i + 1)).ToList();
            yield return ("lemma2/v-error", last.Max(s => Math.Abs(limits.V(s.i) - s.v) / s.v));
            yield return ("lemma2/m-error", last.Max(s => Math.Abs(limits.M(s.i) - s.m)));
            yield return ("lemma2/appendix-error", last.Max(s => Math.Abs(limits.VAsInAppendix(s.i) - s.v) / s.v));
        }

        /// <returns>Of each step: v, and what θ moved by.</returns>
        List<(double v, double moved)> Epoch()
        {
            var steps = new List<(double v, double moved)>(d);
            for (var i = 0; i < d; i++)
            {
                theta.zero_(); // linear costs: θ does not matter, and near 0 it has its digits for the update
                using var gradient = full(1, i == 0 ? c : -1, dtype: ScalarType.Float64);
                theta.grad = gradient;
                Optimizer.step();
                steps.Add((SecondMoment(), theta.item<double>()));
            }

            return steps;
        }

        double SecondMoment() => Optimizer.Slots[0].State is ISecondMoment state
            ? state.SecondMoment?.item<double>() ?? double.NaN
            : throw new InvalidOperationException($"{Rule.GetType().Name} does not show its v. {SecondMoments.WhatToDo}");
    }
}
