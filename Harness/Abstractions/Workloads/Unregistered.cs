using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>
/// Finds layers and parameters that a module holds in a field without registering them: TorchSharp does not see those, so no optimizer
/// would train them (TorchSharp issues 532 and 1100).
/// </summary>
static class Unregistered
{
    /// <exception cref="InvalidOperationException">Names the module's field and how many tensors would never be trained.</exception>
    public static void Refuse(nn.Module module)
    {
        var known = module.parameters().Select(p => p.Handle).ToHashSet();
        foreach (var holder in module.modules().Prepend(module))
            foreach (var field in Fields(holder.GetType()))
                if (Lost(field.GetValue(holder), known) is > 0 and var lost)
                    throw new InvalidOperationException(
                        $"{holder.GetType().Name}.{NameOf(field)} holds tensors that are not registered ({lost}), so no optimizer would " +
                        "train them. Hold layers in a ModuleList, or give each to register_module (a tensor to register_parameter).");
    }

    static int Lost(object? held, HashSet<nint> known) =>
        ParametersIn(held, new(ReferenceEqualityComparer.Instance)).Where(p => p.requires_grad).Select(p => p.Handle).Distinct()
            .Count(handle => !known.Contains(handle));

    /// <param name="seen">What was looked into: a collection may hold itself.</param>
    static IEnumerable<Tensor> ParametersIn(object? held, HashSet<object> seen) => held switch
    {
        TorchSharp.Modules.Parameter parameter => [parameter],
        _ when held is null or string || IsOfNumbers(held) || !seen.Add(held) => [],
        IEnumerable<nn.Module> layers => Items(layers, seen), // a ModuleList that is not registered has no parameters of its own
        nn.Module layer => layer.parameters(),
        IDictionary pairs => ParametersIn(pairs.Keys, seen).Concat(ParametersIn(pairs.Values, seen)),
        IEnumerable items => Items(items, seen),
        ITuple tuple => Enumerable.Range(0, tuple.Length).SelectMany(i => ParametersIn(tuple[i], seen)),
        _ => [],
    };

    static IEnumerable<Tensor> Items(IEnumerable items, HashSet<object> seen) =>
        items.Cast<object?>().SelectMany(item => ParametersIn(item, seen));

    /// <summary>An array of data may be large.</summary>
    static bool IsOfNumbers(object held) => held.GetType().GetElementType() is { IsPrimitive: true };

    static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var t = type; t is not null && t.Assembly != typeof(nn.Module).Assembly; t = t.BaseType)
            foreach (var field in t.GetFields(declared)) yield return field;
    }

    static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
