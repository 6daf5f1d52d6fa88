namespace AdaShift.Bench;

/// <summary>
/// What optimizers are compared on: a <see cref="Workload"/>, which they train, or a <see cref="Measurement"/> of the rule itself.
/// </summary>
public abstract class Subject
{
    /// <summary>When the work counts as done; what time-to-target is measured against.</summary>
    public abstract Goal Goal { get; }

    /// <summary>Every metric that it records, with unit and direction.</summary>
    public abstract IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Shown in the report after the name: which variant it is, and how it differs from the source.</summary>
    public virtual string Description => "";

    /// <summary>Whether the seed affects the result; false for deterministic work, for which one seed is enough.</summary>
    public virtual bool UsesSeed => true;

    /// <inheritdoc cref="UpdateRule.Validate"/>
    public virtual IEnumerable<string> Validate() => [];
}
