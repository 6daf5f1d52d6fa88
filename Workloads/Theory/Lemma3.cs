using AdaShift.Bench.Zoo;
using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Lemma 3 against a measurement: the net update factors within an epoch of equation 6 are smallest for the large gradient, rise to a
/// peak and fall again.
/// </summary>
/// <param name="c">C, the large gradient.</param>
/// <param name="d">Steps in an epoch.</param>
/// <param name="epochs">Epochs before the measured one, times the number of the reading; half a million steps at most.</param>
[Measurement("lemma3", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Lemma 3 and appendix F")]
public sealed class Lemma3(
    [Interval("(1, inf)")] double c = 6, [Interval("[2, 1000]")] int d = 6, [Interval("[1, 1e4]")] int epochs = 50)
    : Measurement
{
    /// <summary>A gradient's share in m is followed until β1 to that power is gone.</summary>
    const double Negligible = 1e-14;

    /// <summary>Steps before the measured epoch, and steps after it, at most: many copies of them lie side by side.</summary>
    const int Farthest = 500_000;

    public override Goal Goal => Goal.AtMost("lemma3/k-error", 1e-6);

    public override bool UsesSeed => false;

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("lemma3/k-error", "", Better.Lower, "Largest relative error of appendix F's limit against the measured factors."),
        new("lemma3/order", "", Better.Higher, "1 when the measured factors rise from k(C) to one peak and fall again; else 0."),
        new("lemma3/bias", "", Better.Higher, "k(C) over the largest factor of the epoch: 1 would be no bias."),
    ];

    public override string Description => FormattableString.Invariant($"net update factors within an epoch, C = {c}, d = {d}");

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run)
    {
        var adam = IAdamFamily.Of(rule);
        var limits = new SequentialLimits(c, d, adam.Beta1, adam.Beta2);
        for (var reading = 1L; ; reading++)
        {
            var k = Factors(rule, (int)Math.Min(reading * epochs, Farthest / d), adam.Beta1);
            var peak = Array.IndexOf(k, k.Max());
            yield return Evaluation.Of(
                ("lemma3/k-error", k.Select((value, i) => Math.Abs((adam.Lr * limits.K(i + 1)) - value) / value).Max()),
                ("lemma3/order", IsHill([.. k, k[0]], peak) ? 1 : 0),
                ("lemma3/bias", k[0] / k[peak]));
        }
    }

    /// <summary>Lemma 3's order: k(C) &lt; … &lt; k(g_j) &gt; … &gt; k(C).</summary>
    /// <param name="peak">Where the largest is.</param>
    internal static bool IsHill(double[] k, int peak) =>
        Enumerable.Range(0, k.Length - 1).All(i => i < peak ? k[i] < k[i + 1] : k[i] > k[i + 1]);

    /// <param name="before">Epochs before the measured one.</param>
    double[] Factors(UpdateRule rule, int before, double beta1)
    {
        var after = beta1 == 0 ? 1 : (int)Math.Min(Math.Ceiling(Math.Log(Negligible) / Math.Log(beta1)), Farthest);
        using var gradients = OnlineProblem.Sequential(c, d).Gradients(0, ((before + 1) * d) + after);
        return NetUpdateFactor.Of(rule, gradients.data<double>().ToArray(), [.. Enumerable.Range(before * d, d)]);
    }
}
