using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>The state of Adam and its relatives.</summary>
/// <param name="M">m, shaped like θ.</param>
/// <param name="V">v, shaped like θ.</param>
public record Moments(Tensor M, Tensor V) : RuleState, ISecondMoment
{
    /// <summary>t: gradients seen so far.</summary>
    public long Count { get; set; }

    Tensor? ISecondMoment.SecondMoment => V;

    /// <summary>Before the first gradient: zeros shaped like θ.</summary>
    public static Moments Of(Tensor theta) => new(zeros_like(theta), zeros_like(theta));

    /// <summary>t ← t + 1; m ← β1 m + (1−β1) g; v ← β2 v + (1−β2) g².</summary>
    internal void Follow(Tensor grad, double beta1, double beta2)
    {
        Count++;
        M.Follow(grad, beta1);
        V.FollowSquare(grad, beta2);
    }
}
