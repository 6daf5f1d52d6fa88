using AdaShift.Bench.Torch;

namespace AdaShift.Bench.Contracts;

/// <summary>A rule that can also take its step in one native call for all parameters. Implement <see cref="IFusedRule{TState}"/>.</summary>
public interface IFusedRule
{
    /// <summary>The rule as a <see cref="FusedRow"/>, without tensors and counts: what all parameters have in common.</summary>
    FusedRow Settings { get; }

    /// <summary>False when these settings have no fused step.</summary>
    bool OffersFused => true;

    /// <summary>Why <see cref="Settings"/> do not foresee a whole <see cref="FusedSequence"/>; null when they do.</summary>
    string? Unforeseeable => null;
}

/// <summary>The fused step of a rule: the same numbers as its <c>Step</c>, within rounding, from and to the same state.</summary>
/// <remarks>
/// It is taken by itself where it can be: all gradients dense and contiguous, all on the CPU or all on one GPU, all float32 or all float64,
/// and a native library that has it; else the rule steps op by op. The two may take turns, so each leaves a state that the other
/// understands.
/// </remarks>
public interface IFusedRule<TState> : IFusedRule
    where TState : RuleState
{
    /// <summary>Gives each row the parameter's tensors and counts, and runs them.</summary>
    /// <param name="step">
    /// Rows that already have <see cref="IFusedRule.Settings"/>, θ and gradient. Call its <see cref="FusedStep{TState}.Run"/> once.
    /// </param>
    /// <param name="shared">What <see cref="UpdateRule.InitShared"/> made.</param>
    void Fuse(FusedStep<TState> step, RuleState? shared);
}
