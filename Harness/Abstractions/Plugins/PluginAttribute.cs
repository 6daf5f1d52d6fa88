namespace AdaShift.Bench;

/// <summary>Marks a class as a plug-in. Putting it on the class is the whole registration: discovery finds it by the attribute.</summary>
/// <param name="name">What people type in a selector: lower-case words joined by '-', unique among plug-ins of its kind.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public abstract class PluginAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>Where the idea comes from: authors, year, section or figure, an arXiv number.</summary>
    public string? Source { get; init; }
}

/// <summary>An <see cref="UpdateRule{TState}"/>.</summary>
public sealed class OptimizerAttribute(string name) : PluginAttribute(name);

/// <summary>A <see cref="Bench.Workload"/>.</summary>
public sealed class WorkloadAttribute(string name) : PluginAttribute(name);

/// <summary>A <see cref="Bench.Measurement"/>. Its name is not that of a workload.</summary>
public sealed class MeasurementAttribute(string name) : PluginAttribute(name);

/// <summary>A <see cref="Bench.Schedule"/>.</summary>
public sealed class ScheduleAttribute(string name) : PluginAttribute(name);

/// <summary>A <see cref="GradientClip"/>.</summary>
public sealed class GradientClipAttribute(string name) : PluginAttribute(name);

/// <summary>A <see cref="Bench.Probe"/>.</summary>
public sealed class ProbeAttribute(string name) : PluginAttribute(name);
