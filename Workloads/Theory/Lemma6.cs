using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads;

/// <summary>Lemma 6 against a simulation: the C above which a rule gets the direction right on equation 6, for a fixed d.</summary>
/// <remarks>
/// Each training step doubles the number of epochs that settle the moments before an epoch is measured, up to ten million steps.
/// </remarks>
/// <param name="d">Steps in an epoch.</param>
/// <param name="epochs">Epochs before the measured one, at the first training step.</param>
[Workload("lemma6", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), Lemma 6 and appendix H")]
public sealed class Lemma6([Interval("[2, 1000]")] int d = 6, [Interval("[1, 1e4]")] int epochs = 25) : Workload
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

    public override Trial Open(RunContext run) => new Checks(run, d, epochs);

    sealed class Checks(RunContext run, int d, int epochs) : CheckTrial(run)
    {
        protected override IEnumerable<(string metric, double value)> Measure(long step)
        {
            var limits = new SequentialLimits(d, d, RuleSettings.Get(Rule, "Beta1"), RuleSettings.Get(Rule, "Beta2"));
            var settled = (int)Math.Min((long)epochs << (int)Math.Min(step - 1, LargestDoubling), Farthest / d);
            var simulated = Bisection.Find(c => Falls(c, settled), 1, Digits);
            double Error(double c) => Math.Abs(c - simulated) / simulated;
            yield return ("lemma6/simulated", simulated);
            yield return ("lemma6/exact-error", Error(limits.CriticalExact));
            yield return ("lemma6/corrected-error", Error(limits.CriticalCorrected));
            yield return ("lemma6/printed-error", Error(limits.CriticalAsPrinted));
            yield return ("lemma6/printed", limits.CriticalAsPrinted);
        }

        /// <summary>Whether the last of the epochs moves θ down, which is the right way.</summary>
        bool Falls(double c, int settled)
        {
            using var gradients = OnlineProblem.Sequential(c, d).Gradients(0, (settled + 1L) * d);
            using var thetas = KnownGradients.Run(Rule, gradients, d);
            return thetas[-1].item<double>() < thetas[-2].item<double>();
        }
    }
}
