using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>One parameter in a step of the whole model.</summary>
/// <param name="Name">The parameter's name in the model, e.g. <c>layer1.weight</c>.</param>
/// <param name="Theta">Not to be changed.</param>
/// <param name="Grad">Shaped like <paramref name="Theta"/>; not to be kept or changed.</param>
/// <param name="State">Of this parameter.</param>
public readonly record struct Slot<TState>(string Name, Tensor Theta, Tensor Grad, TState State)
    where TState : RuleState;
