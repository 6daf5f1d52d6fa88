namespace AdaShift.Bench;

/// <summary>Work for optimizers: data + model + loss + evaluation + goal. Its constructor's parameters are its settings.</summary>
public abstract class Workload : Subject
{
    /// <summary>Names of the data sets it needs; checked before anything runs.</summary>
    public virtual IReadOnlyList<string> Datasets => [];

    /// <summary>The names of its players, so that a plan can be validated without opening it.</summary>
    public virtual IReadOnlyList<string> Players => [Player.DefaultName];

    /// <summary>Loads data, builds and initialises the model. torch's global generator is already seeded from the run's seed.</summary>
    public abstract Trial Open(RunContext run);
}
