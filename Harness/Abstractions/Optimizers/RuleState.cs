using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>What a rule remembers of one parameter between steps. Derive a record; its public properties are the state.</summary>
/// <remarks>
/// A property may be a Tensor, a <see cref="GradientWindow"/>, another <see cref="RuleState"/>, a long, an int, a double or a bool; they
/// are saved, restored and disposed by their names, with no code of yours. Anything else, a hidden field included, is refused when the rule
/// is first used: it would be lost at the first interruption. Computed properties are fine.
/// </remarks>
public abstract record RuleState
{
    /// <summary>For the engine alone: the tensors that it has taken out of the steps' dispose scopes.</summary>
    internal Tensor?[]? Kept { get; set; }
}

/// <summary>The state of a rule that remembers nothing.</summary>
public sealed record NoState : RuleState;
