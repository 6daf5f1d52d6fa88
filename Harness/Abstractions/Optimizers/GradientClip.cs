using TorchSharp.Modules;

namespace AdaShift.Bench;

/// <summary>Gradient clipping, applied after backward and before the step. Part of a run, not of a rule.</summary>
public abstract record GradientClip
{
    /// <summary>Changes the gradients in place; parameters without a gradient are skipped.</summary>
    public abstract void Apply(IReadOnlyList<Parameter> parameters);

    /// <inheritdoc cref="UpdateRule.Validate"/>
    public virtual IEnumerable<string> Validate() => [];
}
