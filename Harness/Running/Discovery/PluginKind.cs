namespace AdaShift.Bench.Running;

/// <summary>The extension points. A name is unique among plug-ins of its kind, and no measurement is named like a workload.</summary>
public enum PluginKind
{
    Optimizer,
    Workload,
    Measurement,
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
        (PluginKind.Measurement, "measurement", typeof(Measurement), typeof(MeasurementAttribute)),
        (PluginKind.Schedule, "schedule", typeof(Schedule), typeof(ScheduleAttribute)),
        (PluginKind.GradientClip, "gradient clip", typeof(GradientClip), typeof(GradientClipAttribute)),
        (PluginKind.Probe, "probe", typeof(Probe), typeof(ProbeAttribute)),
    ];

    /// <summary>The kind as a message names it: "optimizer", "gradient clip".</summary>
    public static string Word(this PluginKind kind) => all[(int)kind].Word;

    /// <summary>The contract class that a plug-in of this kind derives from.</summary>
    public static Type BaseType(this PluginKind kind) => all[(int)kind].Base;

    /// <summary>The kinds whose plug-ins are a T; <see cref="Subject"/> stands for two.</summary>
    internal static IReadOnlyList<PluginKind> Of<T>() =>
        all.Where(k => k.Base.IsAssignableTo(typeof(T))).Select(k => k.Kind).ToArray() is { Length: > 0 } found ? found
            : throw new NotSupportedException(
                $"{typeof(T)} is no kind of plug-in. Allowed: {string.Join(", ", all.Select(k => k.Base.Name))}.");

    internal static PluginKind Of(PluginAttribute attribute) => Array.Find(all, k => k.Attribute == attribute.GetType()).Kind;
}
