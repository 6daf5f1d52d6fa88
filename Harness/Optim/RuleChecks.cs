using System.Reflection;
using System.Text.Json;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim;

/// <summary>What is checked before a rule takes its first step, in the harness and outside it.</summary>
static class RuleChecks
{
    /// <exception cref="ArgumentException">Every problem at once.</exception>
    public static void Demand(UpdateRule rule, IReadOnlyList<ParameterSlot> slots)
    {
        Demand(rule, [.. OutOfRange(rule), .. rule.Validate(), .. Unusable(slots)]);
    }

    /// <exception cref="InvalidDataException">A loaded state is of other settings.</exception>
    public static void DemandFits(UpdateRule rule, RuleState state, Tensor theta, string name)
    {
        if (!rule.Fits(state, theta)) throw new InvalidDataException($"The snapshot's {name} was saved with other settings than {rule}.");
    }

    static void Demand(UpdateRule rule, string[] problems)
    {
        if (problems.Length > 0) throw new ArgumentException($"{rule.GetType().Name}: {string.Join("; ", problems)}.", nameof(rule));
    }

    /// <summary>Hyper-parameters outside their <see cref="IntervalAttribute"/>: <c>lr = -1 is outside (0, inf)</c>.</summary>
    static IEnumerable<string> OutOfRange(UpdateRule rule) =>
        from parameter in rule.GetType().GetConstructors().SelectMany(c => c.GetParameters())
        let allowed = parameter.GetCustomAttribute<IntervalAttribute>()
        let property = parameter.Name is { } name ? rule.GetType().GetProperty(name) : null
        where allowed is not null && property is not null
        let value = Convert.ToDouble(property.GetValue(rule), System.Globalization.CultureInfo.InvariantCulture)
        where !allowed.Contains(value)
        let key = JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name)
        select FormattableString.Invariant($"{key} = {value:R} is outside {allowed}");

    static IEnumerable<string> Unusable(IReadOnlyList<ParameterSlot> slots)
    {
        if (slots.Count == 0) yield return "there are no parameters to optimize";
        foreach (var twice in slots.GroupBy(s => s.Name).Where(g => g.Count() > 1)) yield return $"two parameters are named '{twice.Key}'";
        foreach (var twice in slots.GroupBy(s => s.Theta, ReferenceEqualityComparer.Instance).Where(g => g.Count() > 1))
            yield return $"'{twice.First().Name}' and '{twice.Last().Name}' are the same parameter";
        foreach (var (one, other) in Overlapping(slots)) yield return $"'{one}' and '{other}' share memory";
    }

    /// <summary>Parameters in the same memory of the CPU, which two threads would change at once.</summary>
    static IEnumerable<(string One, string Other)> Overlapping(IReadOnlyList<ParameterSlot> slots)
    {
        var occupied = slots.DistinctBy(slot => slot.Theta, ReferenceEqualityComparer.Instance)
            .Where(slot => slot.Theta.device_type == DeviceType.CPU && !slot.Theta.is_sparse && IsDense(slot.Theta))
            .Select(slot => (slot.Name, From: TensorMemory.Data(slot.Theta.Handle), Bytes: slot.Theta.numel() * slot.Theta.element_size()))
            .Where(memory => memory.Bytes > 0)
            .OrderBy(memory => memory.From)
            .ToList();
        return occupied.Zip(occupied.Skip(1))
            .Where(pair => pair.First.From + pair.First.Bytes > pair.Second.From)
            .Select(pair => (pair.First.Name, pair.Second.Name));
    }

    /// <summary>Whether the elements leave no gaps; interleaved columns of a matrix do, and share nothing.</summary>
    static bool IsDense(Tensor tensor) =>
        tensor.shape.Zip(tensor.stride()).Sum(d => (d.First - 1) * d.Second) == tensor.numel() - 1;
}
