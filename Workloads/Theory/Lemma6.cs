using AdaShift.Bench.Zoo;
using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads;

/// <summary>Lemma 6 against a simulation: the C above which a rule gets the direction right on equation 6, for a fixed d.</summary>
/// <remarks>
/// Each reading doubles the number of epochs that settle the moments before an epoch is measured, up to ten million steps.
/// </remarks>
/// <param name="d">Steps in an epoch.</param>
/// <param name="epochs">Epochs before the measured one, for the first reading.</param>
[Measurement("lemma6", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Lemma 6 and appendix H")]
public sealed class Lemma6([Interval("[2, 1000]")] int d = 6, [Interval("[1, 1e4]")] int epochs = 25) : Measurement
{
    /// <summary>Digits of the simulated C.</summary>
    const double Digits = 9;

    const int LargestDoubling = 12;

    /// <summary>Steps before the measured epoch, at most.</summary>
    const int Farthest = 10_000_000;

    public override Goal Goal => Goal.AtMost("lemma6/exact-error", 1e-6);

    public override bool UsesSeed => false;

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("lemma6/simulated", "", Better.Lower, "The C at which an epoch of the simulation moves θ neither up nor down."),
        new("lemma6/exact-error", "", Better.Lower, "Relative error of the root of equation 18 against the simulated C."),
        new("lemma6/corrected-error", "", Better.Lower, "The same of equation 19 with its second fraction turned over; it assumes v ≫ 1."),
        new("lemma6/printed-error", "", Better.Lower, "The same of equation 19 as printed."),
        new("lemma6/printed", "", Better.Lower, "The critical C by equation 19 as printed; it should lie above d − 1."),
    ];

    public override string Description => FormattableString.Invariant($"critical C of the sequential problem, d = {d}");

    public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run)
    {
        var adam = IAdamFamily.Of(rule);
        var limits = new SequentialLimits(d, d, adam.Beta1, adam.Beta2);
        for (var doublings = 0; ; doublings = Math.Min(doublings + 1, LargestDoubling))
        {
            var settled = (int)Math.Min((long)epochs << doublings, Farthest / d);
            var simulated = Bisection.Find(c => Falls(rule, c, settled), 1, Digits);
            double Error(double found) => Math.Abs(found - simulated) / simulated;
            yield return Evaluation.Of(
                ("lemma6/simulated", simulated),
                ("lemma6/exact-error", Error(limits.CriticalExact)),
                ("lemma6/corrected-error", Error(limits.CriticalCorrected)),
                ("lemma6/printed-error", Error(limits.CriticalAsPrinted)),
                ("lemma6/printed", limits.CriticalAsPrinted));
        }
    }

    /// <summary>Whether the last of the epochs moves θ down, which is the right way.</summary>
    bool Falls(UpdateRule rule, double c, int settled)
    {
        using var gradients = OnlineProblem.Sequential(c, d).Gradients(0, (settled + 1L) * d);
        using var thetas = KnownGradients.Run(rule, gradients, d);
        return thetas[-1].item<double>() < thetas[-2].item<double>();
    }
}
