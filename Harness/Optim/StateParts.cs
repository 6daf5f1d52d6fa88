using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>A tensor, or none. Loaded in place where there is one, so that views of it stay views.</summary>
sealed class TensorPart(string name, Func<RuleState, Tensor?> get, Action<RuleState, Tensor?> set) : StatePart(name)
{
    string None => $"{Name}.none";

    public Tensor? Get(RuleState state) => get(state);

    public override void Save(RuleState state, Snapshot to)
    {
        if (get(state) is { } tensor) to.Put(Name, tensor);
        else to.Put(None, 1L);
    }

    public override void Load(RuleState state, Snapshot from, Device? device, Tensor? theta)
    {
        using var unrecorded = no_grad();
        if (from.Has(None))
        {
            set(state, null);
            return;
        }

        var saved = from.GetTensor(Name);
        if (get(state) is not { } tensor) set(state, saved.CloneTo(device ?? saved.device));
        else if (tensor.dtype == saved.dtype && tensor.shape.AsSpan().SequenceEqual(saved.shape)) tensor.copy_(saved);
        else throw new InvalidDataException(
            $"The snapshot's {Name} is {saved.Shape()} {saved.dtype}, the state's is {tensor.Shape()} {tensor.dtype}.");
    }

    public override IEnumerable<string> Names(RuleState state) => [Name, None];

    public override IEnumerable<(string name, Tensor tensor)> Tensors(RuleState state) => get(state) is { } tensor ? [(Name, tensor)] : [];

    public override void Free(RuleState state) => get(state)?.Dispose();
}

sealed class WindowPart(string name, Func<RuleState, GradientWindow?> get) : StatePart(name)
{
    public override void Save(RuleState state, Snapshot to) => get(state)?.Save(to.Under(Name));

    public override void Load(RuleState state, Snapshot from, Device? device, Tensor? theta) =>
        get(state)?.Load(from.Under(Name), device, theta);

    public override IEnumerable<string> Names(RuleState state) => get(state) is null ? [] : [Name];

    public override void Free(RuleState state) => get(state)?.Dispose();
}

sealed class NestedPart(string name, Func<RuleState, RuleState?> get) : StatePart(name)
{
    public override void Save(RuleState state, Snapshot to) => get(state)?.Save(to.Under(Name));

    public override void Load(RuleState state, Snapshot from, Device? device, Tensor? theta) =>
        get(state)?.Load(from.Under(Name), device, theta);

    public override IEnumerable<string> Names(RuleState state) => get(state) is null ? [] : [Name];

    public override void Keep(RuleState state, Tensor? borrowed) => get(state)?.Keep(borrowed);

    public override IEnumerable<(string name, Tensor tensor)> Tensors(RuleState state) => get(state)?.Tensors() ?? [];

    public override void Free(RuleState state) => get(state)?.Free();
}

sealed class NumberPart<T>(
    string name, Func<RuleState, T> get, Action<RuleState, T> set, Action<Snapshot, string, T> save, Func<Snapshot, string, T> load)
    : StatePart(name)
{
    public override void Save(RuleState state, Snapshot to) => save(to, Name, get(state));

    public override void Load(RuleState state, Snapshot from, Device? device, Tensor? theta) => set(state, load(from, Name));
}
