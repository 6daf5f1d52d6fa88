using AdaShift.Bench.Zoo;

namespace AdaShift.Bench.Workloads;

/// <summary>Lemma 4 against a measurement: Adam's expected net update factors on equation 7, beside the formula of appendix G.</summary>
/// <remarks>The formula expands 1/√x to second order: where the share of large gradients is small, what is left out is not.</remarks>
/// <param name="c">C, the large gradient.</param>
/// <param name="delta">δ, the mean gradient.</param>
/// <param name="settled">Steps before the first measured one.</param>
/// <param name="followed">Steps after the last.</param>
[Measurement("lemma4", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Lemma 4 and appendix G")]
public sealed class Lemma4(
    [Interval("(0, 1e4]")] double c = 6,
    [Interval("(0, inf)")] double delta = 1,
    [Interval("[0, 1e6]")] int settled = 8_000,
    [Interval("[1, 1e6]")] int followed = 400) : Measurement
{
    public override Goal Goal => Goal.AtMost("lemma4/corrected-error", 0.02);

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("lemma4/corrected-error", "", Better.Lower, "Larger relative error of equations 42 and 43, moments put right."),
        new("lemma4/printed-error", "", Better.Lower, "The same with the moments of equations 29, 32 and 34 as printed."),
        new("lemma4/bias", "", Better.Higher, "k(C) / k(−1), measured: below 1 by Lemma 4."),
        new("lemma4/bias-corrected", "", Better.Higher, "k(C) / k(−1) by the corrected formula."),
    ];

    public override string Description => FormattableString.Invariant($"net update factors against appendix G, C = {c}, δ = {delta}");

    public override IEnumerable<string> Validate() => OnlineProblem.ValidateStochastic(c, delta);

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run)
    {
        var adam = IAdamFamily.Of(rule);
        var limits = new StochasticLimits(c, delta, adam.Beta1, adam.Beta2);
        foreach (var (large, small) in new BiasedFactors(c, delta, settled, followed).Means(rule, run))
        {
            double Error(Func<double, double> formula) => Math.Max(
                Math.Abs((adam.Lr * formula(c) / large) - 1), Math.Abs((adam.Lr * formula(-1) / small) - 1));
            yield return Evaluation.Of(
                ("lemma4/bias", large / small),
                ("lemma4/corrected-error", Error(limits.KCorrected)),
                ("lemma4/printed-error", Error(limits.KAsPrinted)),
                ("lemma4/bias-corrected", limits.KCorrected(c) / limits.KCorrected(-1)));
        }
    }
}
