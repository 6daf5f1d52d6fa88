namespace AdaShift.Bench.Running;

/// <summary>The extension points. A name is unique among plug-ins of its kind.</summary>
public enum PluginKind
{
    Optimizer,
    Workload,
    Schedule,
    GradientClip,
    Probe,
}

/// <summary>The word for each kind, its base class and its attribute.</summary>
public static class PluginKinds
{
    static readonly (PluginKind Kind, string Word, Type Base, Type Attribute)[] all =
    [
        (PluginKind.Optimizer, "optimizer", typeof(UpdateRule), typeof(OptimizerAttribute)),
        (PluginKind.Workload, "workload", typeof(Workload), typeof(WorkloadAttribute)),
        (PluginKind.Schedule, "schedule", typeof(Schedule), typeof(ScheduleAttribute)),
        (PluginKind.GradientClip, "gradient clip", typeof(GradientClip), typeof(GradientClipAttribute)),
        (PluginKind.Probe, "probe", typeof(Probe), typeof(ProbeAttribute)),
    ];

    /// <summary>The kind as a message names it: "optimizer", "gradient clip".</summary>
    public static string Word(this PluginKind kind) => all[(int)kind].Word;

    /// <summary>The contract class that a plug-in of this kind derives from.</summary>
    public static Type BaseType(this PluginKind kind) => all[(int)kind].Base;

    internal static PluginKind Of<T>() =>
        Array.Find(all, k => k.Base == typeof(T)) is { Base: not null } found ? found.Kind
            : throw new NotSupportedException(
                $"{typeof(T)} is no kind of plug-in. Allowed: {string.Join(", ", all.Select(k => k.Base.Name))}.");

    internal static PluginKind Of(PluginAttribute attribute) => Array.Find(all, k => k.Attribute == attribute.GetType()).Kind;
}
