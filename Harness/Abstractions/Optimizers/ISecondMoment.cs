using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>A <see cref="RuleState"/> that shows v, so that probes can see it: <c>Tensor? ISecondMoment.SecondMoment =&gt; V;</c></summary>
public interface ISecondMoment
{
    /// <summary>
    /// What the step divides by, before root, bias correction and ε: shaped like θ or 0-dimensional. Null before its first update, or when
    /// the parameter has none of its own. Not to be changed.
    /// </summary>
    Tensor? SecondMoment { get; }
}
