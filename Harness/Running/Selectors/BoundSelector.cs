using System.Reflection;

namespace AdaShift.Bench.Running;

/// <summary>A parsed selector: a plug-in with a value for each of its settings.</summary>
/// <param name="Values">In the constructor's order.</param>
/// <param name="Given">Indices of the settings that were written, in the order they were written.</param>
/// <param name="Varied">Indices of those with alternatives: what distinguishes one point of a grid from another.</param>
sealed record BoundSelector(Plugin Plugin, IReadOnlyList<object?> Values, IReadOnlyList<int> Given, IReadOnlyList<int> Varied)
{
    /// <summary>Every setting written out, except inherited ones at their default.</summary>
    public string Canonical => Write(Enumerable.Range(0, Values.Count).Where(IsWorthSaying));

    /// <summary>Only what differs from the defaults: equal settings give equal text, however they were typed.</summary>
    public string Short => Write(Enumerable.Range(0, Values.Count).Where(i => !IsDefault(i)));

    /// <summary>Only what was written, with this point's values.</summary>
    public string AsGiven => Write(Given);

    /// <summary><c>lr=0.1 beta1=0</c>; empty without a grid.</summary>
    public string Point => string.Join(' ', Varied.Select(Pair));

    /// <exception cref="SelectorException">The plug-in rejects this combination of settings.</exception>
    public object Create()
    {
        try
        {
            return Plugin.Create([.. Values]);
        }
        catch (TargetInvocationException e) when (e.InnerException is { } reason)
        {
            throw new SelectorException($"{AsGiven}: {Reason.Message(reason)}");
        }
    }

    /// <summary>The plug-in's own validation of these settings together.</summary>
    public IEnumerable<string> Validate()
    {
        try
        {
            var instance = Create();
            using var disposed = instance as IDisposable;
            return [.. Validate(instance).Select(p => $"{AsGiven}: {p}")];
        }
        catch (SelectorException e)
        {
            return e.Problems;
        }
        catch (Exception e)
        {
            return [$"{AsGiven}: Validate() threw {Reason.Of(e)}"];
        }
    }

    static IEnumerable<string> Validate(object instance) => instance switch
    {
        UpdateRule rule => rule.Validate(),
        Subject subject => subject.Validate(),
        Schedule schedule => schedule.Validate(),
        GradientClip clip => clip.Validate(),
        _ => [],
    };

    bool IsWorthSaying(int i) => !Plugin.Settings[i].IsInherited || !IsDefault(i);

    bool IsDefault(int i) => !Plugin.Settings[i].IsRequired && Equals(Values[i], Plugin.Settings[i].DefaultValue);

    string Write(IEnumerable<int> settings)
    {
        var pairs = string.Join(',', settings.Select(Pair));
        return pairs.Length == 0 ? Plugin.Name : $"{Plugin.Name}[{pairs}]";
    }

    string Pair(int i) => $"{Plugin.Settings[i].Name}={Plugin.Settings[i].Format(Values[i])}";
}
