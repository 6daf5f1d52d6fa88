using AdaShift.Bench.Optim;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>What a run puts behind a player: schedule, clipping, rule and probes, on the clock's optimizer phase.</summary>
sealed class PlayerOptimizer : IPlayerOptimizer, IDisposable
{
    readonly RuleOptimizer optimizer;
    readonly IReadOnlyList<Parameter> parameters;
    readonly IPhaseClock clock;
    readonly Schedule? schedule;
    readonly GradientClip? clip;
    readonly Func<ScheduleTime> now;

    PlayerOptimizer(Player player, RunSpec spec, PluginCatalog catalog, IPhaseClock clock, Func<ScheduleTime> now)
    {
        (Player, this.clock, this.now) = (player.Name, clock, now);
        optimizer = RuleOf(player.Name, spec, catalog).For(player.Parameters);
        parameters = [.. player.Parameters.Select(p => p.parameter)];
        schedule = spec.Schedule is null ? null : catalog.Create<Schedule>(spec.Schedule);
        clip = spec.Clip is null ? null : catalog.Create<GradientClip>(spec.Clip);
    }

    public string Player { get; }

    /// <summary>How its latest step was taken.</summary>
    public StepPath Path => optimizer.Path;

    /// <inheritdoc cref="RuleOptimizer.NotFinite"/>
    public string? NotFinite => optimizer.NotFinite;

    /// <inheritdoc cref="RuleOptimizer.TakeFinite"/>
    public Tensor? TakeFinite() => optimizer.TakeFinite();

    public static PlayerOptimizer Attach(
        Player player, RunSpec spec, PluginCatalog catalog, IReadOnlyList<Probe> probes, IPhaseClock clock, Func<ScheduleTime> now)
    {
        var made = new PlayerOptimizer(player, spec, catalog, clock, now);
        foreach (var probe in probes) probe.Begin(player.Name, made.optimizer.Rule);
        if (probes.Count > 0) made.ShowTo(probes);
        player.Attach(made);
        return made;
    }

    public void ZeroGrad() => optimizer.zero_grad();

    public void Step()
    {
        using var phase = clock.Enter(Phase.Optimizer);
        if (schedule is not null) optimizer.Factor = schedule.Factor(now());
        if (clip is not null) Clip(clip);
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

    void Clip(GradientClip how)
    {
        optimizer.CheckGradients(); // clipped to an interval, an infinite one would look finite
        how.Apply(parameters);
    }

    /// <exception cref="InvalidOperationException">The run has no optimizer for the player.</exception>
    public static UpdateRule RuleOf(string player, RunSpec spec, PluginCatalog catalog) =>
        catalog.Create<UpdateRule>(spec.Optimizers.TryGetValue(player, out var selector) ? selector
            : throw new InvalidOperationException(
                $"The run has no optimizer for the player '{player}'. It has one for: {string.Join(", ", spec.Optimizers.Keys)}."));
}
