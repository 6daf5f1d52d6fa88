using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>Saves, restores and frees the state of any rule.</summary>
public static class RuleStateExtensions
{
    /// <summary>Writes every property.</summary>
    public static void Save(this RuleState state, Snapshot to) => LayoutOf(state).Save(state, to);

    /// <summary>Puts every property back, bit for bit.</summary>
    public static void Load(this RuleState state, Snapshot from) => state.Load(from, null, null);

    /// <summary>Frees its tensors.</summary>
    public static void Free(this RuleState state) => LayoutOf(state).Free(state);

    /// <param name="from">The part of a snapshot that <see cref="Save"/> wrote, and nothing else.</param>
    /// <param name="device">Where tensors live that the state does not have yet; null leaves them where the snapshot has them.</param>
    /// <param name="theta">The parameter whose state it is; null for the model's.</param>
    internal static void Load(this RuleState state, Snapshot from, Device? device, Tensor? theta)
    {
        LayoutOf(state).Load(state, from, device, theta);
        state.Keep();
    }

    /// <summary>Takes tensors that a step put into the state out of the dispose scope around it, and frees those they replaced.</summary>
    /// <param name="borrowed">A tensor that the state must not hold on to: the gradient.</param>
    internal static void Keep(this RuleState state, Tensor? borrowed = null) => LayoutOf(state).Keep(state, borrowed);

    /// <summary>Its tensors that are not null, those of nested states included; without the gradients of a window.</summary>
    internal static IEnumerable<(string name, Tensor tensor)> Tensors(this RuleState state) => LayoutOf(state).Tensors(state);

    static RuleStateLayout LayoutOf(RuleState state) => RuleStateLayout.Of(state.GetType());
}
