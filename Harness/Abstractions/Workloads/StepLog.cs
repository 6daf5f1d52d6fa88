using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>Where a training step leaves its numbers; their means since the last evaluation are recorded.</summary>
public abstract class StepLog
{
    /// <summary>A loss of this step: a scalar tensor. One that is not finite ends the run as diverged, at this step.</summary>
    public abstract void Loss(string metric, Tensor loss);

    /// <summary>Any other number of this step: a scalar tensor.</summary>
    public abstract void Value(string metric, Tensor value);
}
