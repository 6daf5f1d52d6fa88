using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>
/// A faster implementation of a rule's step on the CPU: one pass over the memory of parameters, gradients and state. The same numbers as
/// the rule's own Step, within rounding, from and to the same state. Derive from <see cref="Accelerator{T, TState, TKernel}"/>.
/// </summary>
public abstract class Accelerator : IDisposable
{
    static readonly ConcurrentDictionary<Assembly, ILookup<Type, Type>> known = new();

    private protected Accelerator() { }

    /// <returns>The accelerator of a rule for tensors of one type; null when it has none.</returns>
    public static Accelerator? For(UpdateRule rule, ScalarType type)
    {
        var element = type switch { ScalarType.Float32 => typeof(float), ScalarType.Float64 => typeof(double), _ => null };
        if (!rule.Accelerate || element is null || Find(rule.GetType()) is not { } found) return null;
        return (Accelerator)Activator.CreateInstance(found.MakeGenericType(element), rule)!;
    }

    /// <summary>Whether a rule of this type has an accelerator.</summary>
    public static bool Exists(Type rule) => Find(rule) is not null;

    /// <summary>Forgets what it keeps next to the rule's state: a step was taken without it, or another state was loaded.</summary>
    public virtual void Forget() { }

    /// <summary>Saves what it keeps next to the rule's state and cannot derive again. The plain rule ignores it.</summary>
    public virtual void Save(Snapshot to, IReadOnlyList<ParameterSlot> slots) { }

    /// <summary>Puts back what <see cref="Save"/> saved; a snapshot of the plain rule has none of it.</summary>
    public virtual void Load(Snapshot from, IReadOnlyList<ParameterSlot> slots) => Forget();

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>One step of every job.</summary>
    internal abstract void Step(Span<Job> jobs, RuleState? shared);

    private protected abstract void RunBlocks(int from, int to);

    protected virtual void Dispose(bool disposing) { }

    private protected unsafe void RunOnThreads(int blocks)
    {
        using var self = new GCHandle<Accelerator>(this);
        TensorMemory.ParallelFor(blocks, &Work, GCHandle<Accelerator>.ToIntPtr(self));
    }

    [UnmanagedCallersOnly]
    static void Work(long from, long to, nint context) =>
        GCHandle<Accelerator>.FromIntPtr(context).Target.RunBlocks((int)from, (int)to);

    /// <exception cref="InvalidOperationException">The rule has two, or one that is not generic.</exception>
    static Type? Find(Type rule)
    {
        Type[] found = [.. known.GetOrAdd(rule.Assembly, FindAll)[rule]];
        if (found.Length > 1)
        {
            var names = string.Join(", ", found.Select(NameOf).Order(StringComparer.Ordinal));
            throw new InvalidOperationException($"{rule.Name} has {found.Length} accelerators: {names}. Keep one.");
        }

        if (found is [var one] && !(one.IsAssignableTo(typeof(Accelerator)) && one.GetGenericArguments().Length == 1))
            throw new InvalidOperationException(
                $"{NameOf(one)} accelerates {rule.Name}, but is not a class {NameOf(one)}<T> : Accelerator<T, …>.");
        return found.SingleOrDefault();
    }

    static ILookup<Type, Type> FindAll(Assembly assembly) => assembly.GetTypes()
        .Select(type => (type, type.GetCustomAttribute<AcceleratesAttribute>()?.Rule))
        .Where(found => found.Rule is not null)
        .ToLookup(found => found.Rule!, found => found.type);

    static string NameOf(Type accelerator) => accelerator.Name.Split('`')[0];
}
