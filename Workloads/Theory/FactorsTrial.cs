
namespace AdaShift.Bench.Workloads;

/// <summary>
/// Measures net update factors on equation 7: each training step draws one more stream, lets v settle, and adds the factors of its large
/// and of 60 small gradients to the means.
/// </summary>
sealed class FactorsTrial : CheckTrial
{
    readonly StreamPart part;
    readonly Func<UpdateRule, BiasedFactors, IEnumerable<(string metric, double value)>> compare;
    readonly BiasedFactors factors = new();

    /// <param name="compare">The player's rule and its mean factors so far → the metrics.</param>
    public FactorsTrial(
        RunContext run, StreamPart part, Func<UpdateRule, BiasedFactors, IEnumerable<(string metric, double value)>> compare)
        : base(run)
    {
        (this.part, this.compare) = (part, compare);
        Keep("factors", factors.Save, factors.Load);
    }

    protected override IEnumerable<(string metric, double value)> Measure(long step)
    {
        factors.Add(Rule, part, Run.SeedFor(FormattableString.Invariant($"stream {step}")));
        return compare(Rule, factors);
    }
}
