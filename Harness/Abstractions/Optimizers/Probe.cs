using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>Sees every update of a run, without the optimizer or the workload knowing.</summary>
public abstract class Probe : IDisposable
{
    /// <summary>Called once a player, before its first step: the rule that it will see at work.</summary>
    /// <exception cref="ArgumentException">The probe cannot be used with this rule; the message says what to do.</exception>
    public virtual void Begin(string player, UpdateRule rule) { }

    /// <summary>Called under <c>no_grad</c> after the gradient was clipped and the step computed. Clone what must be kept.</summary>
    public abstract void Observe(in Update update);

    /// <summary>What the probe found so far; recorded at every evaluation beside the workload's own metrics.</summary>
    public abstract void Report(EvaluationBuilder evaluation);

    /// <summary>Saves what it has gathered, so that an interrupted run loses nothing.</summary>
    public abstract void Save(Snapshot to);

    public abstract void Load(Snapshot from);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) { }
}

/// <summary>One parameter's move in one step.</summary>
/// <param name="Player">Whose optimizer: "model" unless the workload has several players.</param>
/// <param name="Step">0 for the player's first step.</param>
/// <param name="Parameter">The parameter's name in the model.</param>
/// <param name="Gradient">Shaped like θ.</param>
/// <param name="Delta">What is subtracted from θ, schedule included; null when θ stays.</param>
/// <param name="State">The rule's state after the step, for probes that look into v or m.</param>
public readonly record struct Update(string Player, long Step, string Parameter, Tensor Gradient, Tensor? Delta, RuleState State);
