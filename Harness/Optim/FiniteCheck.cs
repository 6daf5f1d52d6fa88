using System.Numerics;
using System.Runtime.Intrinsics;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>Notices the first step at which a gradient, a parameter or a state stops being finite.</summary>
/// <remarks>
/// A loss alone does not tell: with a NaN gradient a rule that goes by the sign stands still, and with an overflown v so does Adam, both
/// at a finite loss. On a GPU a read per step would stop the queue, so there the answer stays on the device until someone asks.
/// </remarks>
sealed class FiniteCheck
{
    /// <summary>Elements looked at together, where tensors are on a GPU.</summary>
    const long Together = 1 << 24;

    Tensor? flag; // 0-dimensional bool, on the device

    /// <summary>E.g. "the gradient of 'layer1.weight' is not finite"; null while all was.</summary>
    public string? Found { get; private set; }

    /// <summary>Looks at what a step used and left behind.</summary>
    public void Look(IReadOnlyList<ParameterSlot> stepped, RuleState? shared)
    {
        if (Found is not null || stepped.Count == 0) return;
        using var scope = NewDisposeScope();
        if (stepped[0].Theta.device_type == DeviceType.CPU) Found = Search(stepped, shared);
        else Raise(AllFinite([.. stepped.SelectMany(slot => Parts(slot, shared)).Select(part => part.tensor)]));
    }

    /// <summary>Looks at gradients alone.</summary>
    /// <exception cref="InvalidOperationException">One is not what a rule takes.</exception>
    public void LookAtGradients(IReadOnlyList<ParameterSlot> slots)
    {
        if (Found is not null) return;
        using var scope = NewDisposeScope();
        var gradients = slots.Select(slot => (slot, slot.Theta.grad)).Where(g => g.grad is not null).ToList();
        foreach (var (slot, grad) in gradients) slot.Demand(grad!);
        if (slots[0].Theta.device_type == DeviceType.CPU)
            Found = gradients.Where(g => !IsFinite(g.grad!)).Select(g => $"the gradient of '{g.slot.Name}' is not finite").FirstOrDefault();
        else if (gradients.Count > 0)
            Raise(AllFinite([.. gradients.Select(g => g.grad!)]));
    }

    /// <summary>Names what an accelerated step has noticed already, even if an observer has replaced it since.</summary>
    public void Name(IReadOnlyList<ParameterSlot> stepped, RuleState? shared)
    {
        using var scope = NewDisposeScope();
        Found ??= Search(stepped, shared) ?? "a gradient, a value or a state was not finite during the step";
    }

    /// <returns>Whether all was finite since the last call; null when there is nothing to tell. The caller disposes it.</returns>
    public Tensor? TakeFlag()
    {
        var taken = flag;
        flag = null;
        return taken;
    }

    public void Reset()
    {
        flag?.Dispose();
        (flag, Found) = (null, null);
    }

    /// <summary>In the CPU's memory a pass over plain numbers; elsewhere by libtorch's operators.</summary>
    public static bool IsFinite(Tensor tensor)
    {
        var handle = tensor.Handle;
        if (TensorMemory.Fits(handle, ScalarType.Float32)) return Scan<float>(handle);
        if (TensorMemory.Fits(handle, ScalarType.Float64)) return Scan<double>(handle);
        if (!tensor.is_floating_point()) return true;
        using var scope = NewDisposeScope();
        return tensor.isfinite().all().cpu().item<bool>();
    }

    static unsafe bool Scan<T>(nint tensor)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var numbers = (T*)TensorMemory.Data(tensor);
        var length = TensorMemory.Length(tensor);
        var (poison, rest, i) = (Vector512<T>.Zero, T.Zero, 0L); // 0 · x is 0 for a finite x, NaN for the others
        for (; i <= length - Vector512<T>.Count; i += Vector512<T>.Count) poison += Vector512.Load(numbers + i) * Vector512<T>.Zero;
        for (; i < length; i++) rest += numbers[i] * T.Zero;
        return Vector512.EqualsAll(poison, Vector512<T>.Zero) && rest == T.Zero;
    }

    /// <returns>A 0-dimensional bool on the tensors' device: whether all elements of all of them are finite.</returns>
    internal static Tensor AllFinite(IReadOnlyList<Tensor> tensors)
    {
        var (flags, batch, size) = (new List<Tensor>(), new List<Tensor>(), 0L);
        foreach (var tensor in tensors.Where(t => t.is_floating_point()))
        {
            if (batch.Count > 0 && (size + tensor.numel() > Together || tensor.dtype != batch[0].dtype)) Close();
            batch.Add(tensor.detach().reshape(-1));
            size += tensor.numel();
        }

        Close();
        return flags.Count == 0 ? ones([], dtype: ScalarType.Bool) : stack(flags).all();

        void Close()
        {
            if (batch.Count > 0) flags.Add((batch.Count == 1 ? batch[0] : cat(batch, 0)).isfinite().all());
            batch.Clear();
            size = 0;
        }
    }

    void Raise(Tensor isFinite)
    {
        var raised = flag is null ? isFinite : flag.logical_and(isFinite);
        flag?.Dispose();
        flag = raised.DetachFromDisposeScope();
    }

    static string? Search(IReadOnlyList<ParameterSlot> stepped, RuleState? shared)
    {
        foreach (var slot in stepped)
            foreach (var (name, tensor) in Parts(slot, shared))
                if (!IsFinite(tensor)) return $"{name} of '{slot.Name}' is not finite";
        return null;
    }

    static IEnumerable<(string name, Tensor tensor)> Parts(ParameterSlot slot, RuleState? shared)
    {
        if (slot.Theta.grad is { } grad) yield return ("the gradient", grad);
        foreach (var (name, tensor) in slot.State?.Tensors() ?? []) yield return ($"the state {name}", tensor);
        foreach (var (name, tensor) in shared?.Tensors() ?? []) yield return ($"the state {name} of the model, in the step", tensor);
        yield return ("the value", slot.Theta);
    }
}
