using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>
/// A run in memory: trial, optimizers, probes and random state. It steps, evaluates, and is saved and restored as a whole.
/// </summary>
public sealed class TrainingRun : IDisposable
{
    readonly RunContext context;
    readonly IReadOnlyList<Probe> probes;
    readonly IReadOnlyList<PlayerOptimizer> optimizers;
    readonly StepMeans means;

    TrainingRun(RunSpec spec, RunContext context, Trial trial, PluginCatalog catalog, bool readsLossesLate)
    {
        (this.context, Trial) = (context, trial);
        TotalSteps = spec.Length.TotalSteps(trial.StepsPerEpoch);
        EvaluationInterval = spec.Length.EvaluationInterval(trial.StepsPerEpoch);
        means = new(deferred: readsLossesLate || context.Device.type != DeviceType.CPU);
        probes = [.. spec.Probes.Select(catalog.Create<Probe>)];
        ScheduleTime Now() => new(Step, TotalSteps, trial.StepsPerEpoch);
        optimizers = [.. trial.Players.Select(p => PlayerOptimizer.Attach(p, spec, catalog, probes, context.Clock, Now))];
    }

    public Trial Trial { get; }

    public Device Device => context.Device;

    /// <summary>Training steps taken.</summary>
    public long Step { get; private set; }

    public long TotalSteps { get; }

    public long EvaluationInterval { get; }

    /// <summary>Passes over the data after so many steps; null when the workload has none.</summary>
    public double? EpochAt(long step) => Trial.StepsPerEpoch is { } steps ? (double)step / steps : null;

    /// <summary>Elements that the optimizers train.</summary>
    public long ParameterCount => Trial.Players.Sum(p => p.Parameters.Sum(n => n.parameter.numel()));

    /// <summary>Where the run stopped being finite; null so far. On a GPU it lags behind until <see cref="StepsAreFinite"/>.</summary>
    public Divergence? Divergence => means.Divergence;

    /// <summary>
    /// Opens the workload and attaches the optimizers. Equal specs start from equal bits: every random stream is seeded from the spec.
    /// </summary>
    /// <param name="readsLossesLate">Reads losses in batches on a CPU too, as on a GPU.</param>
    /// <exception cref="SelectorException">The spec names a plug-in or a setting that does not exist.</exception>
    public static TrainingRun Open(RunSpec spec, PluginCatalog catalog, RunContext context, bool readsLossesLate = false)
    {
        manual_seed(context.SeedFor("init")).Dispose();
        var trial = Open(catalog.Create<Subject>(spec.Workload), spec, catalog, context);
        try
        {
            manual_seed(context.SeedFor("train")).Dispose();
            return new(spec, context, trial, catalog, readsLossesLate);
        }
        catch
        {
            trial.Dispose();
            throw;
        }
    }

    /// <summary>
    /// How the players took their latest steps: <c>accelerated</c>, <c>plain</c>, <c>none</c> before the first; or several of them. Empty
    /// without players.
    /// </summary>
    public string StepPaths =>
        string.Join(" and ", optimizers.Select(o => o.Path).Distinct().Order().Select(path => path.ToString().ToLowerInvariant()));

    public void TrainStep()
    {
        using var scope = NewDisposeScope();
        TrainingConditions.SeedStep(context, Step + 1);
        means.BeginStep(Step + 1);
        Trial.TrainStep(means);
        Step++;
        foreach (var optimizer in optimizers) Check(optimizer);
        if (Trial is MeasurementTrial { NotFinite: { } reading }) means.Diverge(Step, reading);
    }

    /// <summary>Reads what training steps reported and is still on the device.</summary>
    public bool StepsAreFinite()
    {
        means.Flush();
        return Divergence is null;
    }

    /// <summary>The same, and looks at every parameter.</summary>
    public bool IsFinite()
    {
        if (!StepsAreFinite()) return false;
        foreach (var player in Trial.Players)
            foreach (var (name, parameter) in player.Parameters)
                if (!IsFinite(parameter)) means.Diverge(Step, $"the parameter '{name}' of the player '{player.Name}' is not finite");
        return Divergence is null;
    }

    /// <summary>The workload's metrics at θ, what the probes found, and the means of the steps since the last evaluation.</summary>
    public Evaluation Evaluate()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        using var held = TrainingConditions.Hold(Trial);
        using var before = new Snapshot();
        Trial.SaveModules(before);
        var evaluation = new EvaluationBuilder { IsFinal = Step == TotalSteps };
        Trial.Evaluate(evaluation);
        if (Trial.ChangedModule(before) is { } changed)
            throw new InvalidOperationException(
                $"{Trial.GetType().Name}.Evaluate changed '{changed}': an evaluation must leave the model as it was " +
                "(is a layer still in training mode?).");
        foreach (var probe in probes) probe.Report(evaluation);
        means.Report(evaluation);
        return evaluation.Build();
    }

    /// <summary>Everything that changes while training, cloned.</summary>
    public void Save(Snapshot to)
    {
        to.Put("step", Step);
        Trial.Save(to.Under("trial"));
        foreach (var optimizer in optimizers) optimizer.Save(to.Under("optimizers").Under(optimizer.Player));
        for (int i = 0; i < probes.Count; i++) probes[i].Save(to.Under("probes").Under($"{i}"));
        means.Save(to.Under("means"));
        TrainingConditions.SaveRandomState(to.Under("random"));
    }

    /// <summary>Restores everything, bit for bit, into a run that has not begun.</summary>
    /// <exception cref="InvalidDataException">The snapshot belongs to another workload, optimizer or version.</exception>
    public void Load(Snapshot from)
    {
        Step = from.GetInteger("step");
        Trial.Load(from.Under("trial"));
        foreach (var optimizer in optimizers) optimizer.Load(from.Under("optimizers").Under(optimizer.Player));
        for (int i = 0; i < probes.Count; i++) probes[i].Load(from.Under("probes").Under($"{i}"));
        means.Load(from.Under("means"));
        TrainingConditions.LoadRandomState(from.Under("random"));
    }

    public void Dispose()
    {
        foreach (var optimizer in optimizers) optimizer.Dispose();
        foreach (var probe in probes) probe.Dispose();
        Trial.Dispose();
    }

    static Trial Open(Subject subject, RunSpec spec, PluginCatalog catalog, RunContext context) => subject is Measurement measurement
        ? new MeasurementTrial(measurement, PlayerOptimizer.RuleOf(Player.DefaultName, spec, catalog), context)
        : ((Workload)subject).Open(context);

    void Check(PlayerOptimizer optimizer)
    {
        if (optimizer.TakeFinite() is { } finite)
            means.Expect(finite, Whose(optimizer, "a gradient, the state or the value of a parameter is not finite"));
        if (optimizer.NotFinite is not { } what) return;
        means.Flush(); // a loss of this step or an earlier one says more
        means.Diverge(Step, Whose(optimizer, what));
    }

    string Whose(PlayerOptimizer optimizer, string what) => optimizers.Count == 1 ? what : $"player '{optimizer.Player}': {what}";

    static bool IsFinite(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        return tensor.isfinite().all().item<bool>();
    }
}

/// <summary>Where a run stopped being finite.</summary>
/// <param name="Step">The step that made or used the number, counted from 1.</param>
/// <param name="Reason">E.g. "batch/loss is NaN", "the gradient of 'layer1.weight' is not finite".</param>
public sealed record Divergence(long Step, string Reason);
