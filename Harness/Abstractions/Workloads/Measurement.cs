namespace AdaShift.Bench;

/// <summary>Measures an update rule itself, without training a model: a lemma, a counter-example, a plane of hyper-parameters.</summary>
/// <remarks>Its constructor's parameters are its settings. It has no schedule, no clipping and no probes, and runs on the CPU.</remarks>
public abstract class Measurement : Subject
{
    /// <summary>Takes one reading after another, each better or further than the last. A run's step is one reading.</summary>
    /// <remarks>
    /// Runs under <c>no_grad</c>. Each reading is taken in a dispose scope of its own: detach a tensor that is to live on to the next. The
    /// readings may depend on the rule and the seed alone, for an interrupted run takes them once more from the first. When they end, the
    /// last one stands. A reading whose metric of the <see cref="Subject.Goal"/> is not finite ends the run as diverged.
    /// </remarks>
    /// <param name="rule">The optimizer's rule, without any state.</param>
    /// <exception cref="ArgumentException">The rule cannot be measured in this way; the message says which can.</exception>
    public abstract IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run);
}
