namespace AdaShift.Bench;

/// <summary>Work for optimizers: data + model + loss + evaluation + goal. Its constructor's parameters are its settings.</summary>
public abstract class Workload
{
    /// <summary>When the work counts as done; what time-to-target is measured against.</summary>
    public abstract Goal Goal { get; }

    /// <summary>Every metric that <see cref="Trial.Evaluate"/> or the training step records, with unit and direction.</summary>
    public abstract IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Names of the data sets it needs; checked before anything runs.</summary>
    public virtual IReadOnlyList<string> Datasets => [];

    /// <summary>What the report says beside the name: the variant, and what differs from the source.</summary>
    public virtual string Description => "";

    /// <summary>The names of its players, so that a plan can be validated without opening it.</summary>
    public virtual IReadOnlyList<string> Players => [Player.DefaultName];

    /// <summary>Whether runs with different seeds differ; false for work without chance, which one seed tells all about.</summary>
    public virtual bool UsesSeed => true;

    /// <inheritdoc cref="UpdateRule.Validate"/>
    public virtual IEnumerable<string> Validate() => [];

    /// <summary>Loads data, builds and initialises the model. torch's global generator is already seeded from the run's seed.</summary>
    public abstract Trial Open(RunContext run);
}
