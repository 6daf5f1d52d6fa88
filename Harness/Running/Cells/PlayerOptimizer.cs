using AdaShift.Bench.Contracts;
using TorchSharp.Modules;

namespace AdaShift.Bench.Running;

/// <summary>What a run puts behind a player: schedule, clipping, rule and probes, on the clock's optimizer phase.</summary>
sealed class PlayerOptimizer : IPlayerOptimizer, IDisposable
{
    readonly RuleOptimizer optimizer;
    readonly IReadOnlyList<Parameter> parameters;
    readonly IPhaseClock clock;
    readonly Schedule? schedule;
    readonly GradientClip? clip;
    readonly long totalSteps;
    readonly long? stepsPerEpoch;

    PlayerOptimizer(Player player, CellSpec spec, PluginCatalog catalog, IPhaseClock clock, long totalSteps, long? stepsPerEpoch)
    {
        (Player, this.clock, this.totalSteps, this.stepsPerEpoch) = (player.Name, clock, totalSteps, stepsPerEpoch);
        optimizer = Rule(player, spec, catalog).For(player.Parameters);
        parameters = [.. player.Parameters.Select(p => p.parameter)];
        schedule = spec.Schedule is null ? null : catalog.Create<Schedule>(spec.Schedule);
        clip = spec.Clip is null ? null : catalog.Create<GradientClip>(spec.Clip);
    }

    public string Player { get; }

    public static PlayerOptimizer Attach(
        Player player, CellSpec spec, PluginCatalog catalog, IReadOnlyList<Probe> probes, IPhaseClock clock, long totalSteps, long? stepsPerEpoch)
    {
        var made = new PlayerOptimizer(player, spec, catalog, clock, totalSteps, stepsPerEpoch);
        if (probes.Count > 0) made.ShowTo(probes);
        player.Attach(made);
        return made;
    }

    public void ZeroGrad() => optimizer.zero_grad();

    public void Step()
    {
        using var phase = clock.Enter(Phase.Optimizer);
        if (schedule is not null) optimizer.Factor = schedule.Factor(new(optimizer.Steps, totalSteps, stepsPerEpoch));
        clip?.Apply(parameters);
        optimizer.step();
    }

    public void Save(Snapshot to) => optimizer.Save(to);

    public void Load(Snapshot from) => optimizer.Load(from);

    public void Dispose() => optimizer.Dispose();

    void ShowTo(IReadOnlyList<Probe> probes) => optimizer.Observer = (slot, gradient, delta) =>
    {
        var update = new Update(Player, optimizer.Steps, slot.Name, gradient, delta, slot.State!);
        foreach (var probe in probes) probe.Observe(update);
    };

    static UpdateRule Rule(Player player, CellSpec spec, PluginCatalog catalog) =>
        catalog.Create<UpdateRule>(spec.Optimizers.TryGetValue(player.Name, out var selector) ? selector
            : throw new InvalidOperationException(
                $"The cell has no optimizer for the player '{player.Name}'. It has one for: {string.Join(", ", spec.Optimizers.Keys)}."));
}
