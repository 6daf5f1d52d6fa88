using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench;

/// <summary>A workload opened for one run: model, data position and everything else that changes while training.</summary>
/// <remarks>
/// In the constructor, hand over what changes: modules to train by <see cref="AddPlayer{T}"/>, everything else by <c>Keep</c>.
/// Then checkpoints and resuming need nothing more.
/// </remarks>
public abstract class Trial(RunContext run) : IDisposable
{
    readonly List<Player> players = [];
    readonly List<Module> modules = [];
    readonly List<(string name, Action<Snapshot> save, Action<Snapshot> load)> parts = [];
    readonly List<IDisposable> owned = [];

    protected RunContext Run { get; } = run;

    /// <summary>In the order of <see cref="AddPlayer{T}"/>.</summary>
    public IReadOnlyList<Player> Players => players;

    /// <summary>Every module, trained or frozen; the runner restores their train/eval mode after an evaluation.</summary>
    internal IReadOnlyList<Module> Modules => modules;

    /// <summary>Every parameter and buffer, for <see cref="ChangedModule"/>.</summary>
    internal void SaveModules(Snapshot to)
    {
        foreach (var (i, module) in modules.Index()) to.Under(FormattableString.Invariant($"{i}")).PutModule(module);
    }

    /// <returns>The first parameter or buffer that is not what it was, bit for bit; null when all are.</returns>
    internal string? ChangedModule(Snapshot since)
    {
        foreach (var (i, module) in modules.Index())
            foreach (var (name, tensor) in module.state_dict())
                if (!since.Under(FormattableString.Invariant($"{i}")).GetTensor(name).IsSameAs(tensor)) return name;
        return null;
    }

    /// <summary>Training steps in one pass over the data; null when the work has no epochs.</summary>
    public virtual long? StepsPerEpoch => null;

    /// <summary>
    /// The loss of the next batch, a scalar with a graph. For workloads with one player that keep the default <see cref="TrainStep"/>.
    /// </summary>
    public virtual Tensor Loss() =>
        throw new InvalidOperationException($"{GetType().Name} overrides neither Loss() nor TrainStep().");

    /// <summary>One training step; zero_grad → loss → backward → step unless overridden (several players, several losses).</summary>
    /// <remarks>Runs inside a dispose scope. Log at least one loss: a loss that is not finite ends the run as diverged.</remarks>
    public virtual void TrainStep(StepLog log)
    {
        var player = players.Count == 1 ? players[0] :
            throw new InvalidOperationException($"{GetType().Name} has {players.Count} players: override TrainStep().");
        player.ZeroGrad();
        var loss = Loss();
        loss.backward();
        log.Loss("batch/loss", loss);
        player.Step();
    }

    /// <summary>Metrics and artefacts at the current parameters. Called under <c>no_grad</c>, its time is not training time.</summary>
    /// <remarks>It must not change what training sees: the runner restores torch's generators and train/eval mode afterwards.</remarks>
    public abstract void Evaluate(EvaluationBuilder evaluation);

    /// <summary>Everything that changes while training, cloned.</summary>
    public void Save(Snapshot to)
    {
        foreach (var (name, save, _) in parts) save(to.Under(name));
    }

    /// <summary>Puts everything back, bit for bit.</summary>
    /// <exception cref="InvalidDataException">It is of another trial: names what is missing, left over or of another shape.</exception>
    public void Load(Snapshot from)
    {
        from.DemandOnly(parts.Select(part => part.name), "trial");
        foreach (var (name, _, load) in parts) load(from.Under(name));
    }

    /// <summary>
    /// Registers a module that an optimizer trains; moves it to the run's device; it is saved, restored and disposed with the trial.
    /// </summary>
    protected T AddPlayer<T>(string name, T module)
        where T : Module
    {
        Register(name, module);
        players.Add(new(name, module));
        return module;
    }

    /// <summary>
    /// Registers a module that is not trained (a fixed generator): its parameters require no gradient. Otherwise like
    /// <see cref="AddPlayer{T}"/>.
    /// </summary>
    protected T AddFrozen<T>(string name, T module)
        where T : Module
    {
        Register(name, module);
        foreach (var parameter in module.parameters()) parameter.requires_grad = false;
        return module;
    }

    /// <summary>Registers a number that changes while training, such as a position in the data.</summary>
    protected void Keep(string name, Func<long> save, Action<long> load) =>
        Keep(name, to => to.Put("value", save()), from => load(from.GetInteger("value")));

    /// <summary>Registers a random generator.</summary>
    protected Generator Keep(string name, Generator generator)
    {
        Keep(name,
            to => { using var state = generator.get_state(); to.Put("state", state); },
            from => generator.set_state(from.GetTensor("state")));
        return Own(generator);
    }

    /// <summary>Registers anything else that changes while training.</summary>
    protected void Keep(string name, Action<Snapshot> save, Action<Snapshot> load)
    {
        if (parts.Any(p => p.name == name))
            throw new InvalidOperationException($"{GetType().Name} registers '{name}' twice.");
        parts.Add((name, save, load));
    }

    /// <summary>Disposes <paramref name="thing"/> with the trial.</summary>
    protected T Own<T>(T thing)
        where T : IDisposable
    {
        owned.Add(thing);
        return thing;
    }

    void Register(string name, Module module)
    {
        module.to(Run.Device);
        modules.Add(Own(module));
        Keep(name, to => to.PutModule(module), from => from.GetModule(module));
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        foreach (var thing in Enumerable.Reverse(owned)) thing.Dispose();
        owned.Clear();
    }
}
