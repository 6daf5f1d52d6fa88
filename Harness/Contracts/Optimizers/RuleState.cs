using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

/// <summary>What a rule remembers of one parameter between steps. Derive a record; its public properties are the state.</summary>
/// <remarks>
/// A property may be a Tensor, a <see cref="GradientWindow"/>, another <see cref="RuleState"/>, a long, an int, a double or a bool; they
/// are saved, restored and disposed by their names, with no code of yours. Anything else, a hidden field included, is refused when the rule
/// is first used: it would be lost at the first interruption. Computed properties are fine.
/// </remarks>
public abstract record RuleState : IDisposable
{
    RuleStateLayout? layout;
    Tensor?[]? kept;

    RuleStateLayout Layout => layout ??= RuleStateLayout.Of(GetType());

    /// <summary>Writes every property.</summary>
    public void Save(Snapshot to) => Layout.Save(this, to);

    /// <summary>Puts every property back, bit for bit.</summary>
    public void Load(Snapshot from) => Load(from, null, null);

    /// <param name="from">The part of a snapshot that <see cref="Save"/> wrote, and nothing else.</param>
    /// <param name="device">Where tensors live that the state does not have yet; null leaves them where the snapshot has them.</param>
    /// <param name="theta">The parameter whose state it is; null for the model's.</param>
    internal void Load(Snapshot from, Device? device, Tensor? theta)
    {
        Layout.Load(this, from, device, theta);
        Keep();
    }

    /// <summary>Takes tensors that a step put into the state out of the dispose scope around it, and frees those they replaced.</summary>
    /// <param name="borrowed">A tensor that the state must not hold on to: the gradient.</param>
    internal void Keep(Tensor? borrowed = null) => Layout.Keep(this, kept ??= Layout.NothingKept(), borrowed);

    /// <summary>Its tensors that are not null, those of nested states included; without the gradients of a window.</summary>
    internal IEnumerable<(string name, Tensor tensor)> Tensors() => Layout.Tensors(this);

    public void Dispose()
    {
        Layout.Dispose(this, kept);
        GC.SuppressFinalize(this);
    }
}

/// <summary>The state of a rule that remembers nothing.</summary>
public sealed record NoState : RuleState;
