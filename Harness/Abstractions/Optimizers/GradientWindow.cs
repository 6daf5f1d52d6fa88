using System.Collections;
using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>The latest gradients of one parameter, first in first out, the oldest at index 0. Part of a <see cref="RuleState"/>.</summary>
/// <remarks>It keeps copies: a gradient is overwritten after the step. A popped tensor's memory is recycled after the next Pop.</remarks>
public sealed class GradientWindow : IReadOnlyList<Tensor>, IDisposable
{
    readonly List<Tensor> window = [];
    Tensor? popped;
    Tensor? spare;

    /// <param name="capacity">How many gradients it holds at most.</param>
    public GradientWindow(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        Capacity = capacity;
    }

    public int Capacity { get; }

    public int Count => window.Count;

    public bool IsFull => Count == Capacity;

    /// <summary>0 is the oldest, <c>Count − 1</c> the one pushed last.</summary>
    public Tensor this[int index] => window[index];

    /// <summary>Copies a gradient to the end.</summary>
    /// <exception cref="InvalidOperationException">The window is full: pop first.</exception>
    public void Push(Tensor gradient)
    {
        if (IsFull) throw new InvalidOperationException($"The window holds {Count} of at most {Capacity} gradients. Pop before you push.");
        using var unrecorded = no_grad();
        window.Add(Copy(gradient));
    }

    /// <summary>Takes out the oldest gradient.</summary>
    /// <returns>Valid until the next Pop; owned by the window.</returns>
    /// <exception cref="InvalidOperationException">The window is empty.</exception>
    public Tensor Pop()
    {
        if (Count == 0) throw new InvalidOperationException("The window is empty: there is nothing to pop.");
        spare?.Dispose();
        (spare, popped) = (popped, window[0]);
        window.RemoveAt(0);
        return popped;
    }

    /// <summary>For steps that fill the window themselves: appends an uninitialised tensor.</summary>
    /// <param name="theta">The parameter that the gradient will be shaped like.</param>
    /// <exception cref="InvalidOperationException">The window is full: <see cref="Rotate"/> instead.</exception>
    public Tensor Grow(Tensor theta)
    {
        if (IsFull) throw new InvalidOperationException($"The window holds {Count} of at most {Capacity} gradients. Rotate it.");
        using var unrecorded = no_grad();
        window.Add(empty_like(theta).DetachFromDisposeScope());
        return window[^1];
    }

    /// <summary>
    /// For steps that fill the window themselves: the oldest gradient becomes the last, to be read and then overwritten with the latest.
    /// </summary>
    /// <exception cref="InvalidOperationException">The window is empty.</exception>
    public Tensor Rotate()
    {
        if (Count == 0) throw new InvalidOperationException("The window is empty: there is nothing to rotate.");
        FreeAside();
        var oldest = window[0];
        window.RemoveAt(0);
        window.Add(oldest);
        return oldest;
    }

    /// <summary>Writes what it holds now, full or not.</summary>
    public void Save(Snapshot to)
    {
        to.Put("count", (long)Count);
        foreach (var (i, gradient) in window.Index()) to.Put(FormattableString.Invariant($"{i}"), gradient);
    }

    /// <summary>Puts back what <see cref="Save"/> wrote.</summary>
    public void Load(Snapshot from) => Load(from, null, null);

    internal void Load(Snapshot from, Device? device, Tensor? theta)
    {
        var count = from.GetInteger("count");
        if (count > Capacity || count < 0)
            throw new InvalidDataException($"The snapshot holds a window of {count} gradients, this one takes at most {Capacity}.");
        Tensor[] saved = [.. Enumerable.Range(0, (int)count).Select(i => from.GetTensor(FormattableString.Invariant($"{i}")))];
        foreach (var (i, gradient) in saved.Index())
            if (theta is not null && (gradient.dtype != theta.dtype || !gradient.shape.AsSpan().SequenceEqual(theta.shape)))
                throw new InvalidDataException(
                    $"The snapshot's gradient {i} is {gradient.Shape()} {gradient.dtype}, the parameter is {theta.Shape()} {theta.dtype}.");
        Dispose();
        window.AddRange(saved.Select(gradient => gradient.CloneTo(device ?? gradient.device).DetachFromDisposeScope()));
    }

    public IEnumerator<Tensor> GetEnumerator() => window.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Dispose()
    {
        foreach (var gradient in window) gradient.Dispose();
        window.Clear();
        FreeAside();
    }

    void FreeAside()
    {
        popped?.Dispose();
        spare?.Dispose();
        popped = spare = null;
    }

    Tensor Copy(Tensor gradient)
    {
        if (spare is not { } reused) return gradient.clone().DetachFromDisposeScope();
        spare = null;
        reused.copy_(gradient);
        return reused;
    }
}
