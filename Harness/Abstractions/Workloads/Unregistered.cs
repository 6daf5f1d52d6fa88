using System.Collections;
using System.Reflection;
using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>
/// Finds layers that a module holds in an array or a list without registering them: TorchSharp does not see those, so that no optimizer
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
                if (field.GetValue(holder) is IEnumerable held and not (nn.Module or string) && Lost(held, known) is > 0 and var lost)
                    throw new InvalidOperationException(
                        $"{holder.GetType().Name}.{NameOf(field)} holds {lost} tensors that are not registered, so no optimizer would " +
                        "train them. Hold layers in a ModuleList, or give each to register_module (a tensor to register_parameter).");
    }

    static int Lost(IEnumerable held, HashSet<nint> known) =>
        held.Cast<object?>().SelectMany(ParametersOf).Where(p => p.requires_grad).Select(p => p.Handle).Distinct()
            .Count(handle => !known.Contains(handle));

    static IEnumerable<Tensor> ParametersOf(object? item) => item switch
    {
        nn.Module layer => layer.parameters(),
        TorchSharp.Modules.Parameter parameter => [parameter],
        _ => [],
    };

    static IEnumerable<FieldInfo> Fields(Type type)
    {
        const BindingFlags declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        for (var t = type; t is not null && t.Assembly != typeof(nn.Module).Assembly; t = t.BaseType)
            foreach (var field in t.GetFields(declared)) yield return field;
    }

    static string NameOf(FieldInfo field) => field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
}
