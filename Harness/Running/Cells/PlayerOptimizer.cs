using AdaShift.Bench.Contracts;
using TorchSharp;
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
    readonly long totalSteps;
    readonly long? stepsPerEpoch;
    readonly SequenceState sequence = new();

    PlayerOptimizer(Player player, CellSpec spec, PluginCatalog catalog, IPhaseClock clock, long totalSteps, long? stepsPerEpoch)
    {
        (Player, this.clock, this.totalSteps, this.stepsPerEpoch) = (player.Name, clock, totalSteps, stepsPerEpoch);
        optimizer = RuleOf(player, spec, catalog).For(player.Parameters);
        parameters = [.. player.Parameters.Select(p => p.parameter)];
        schedule = spec.Schedule is null ? null : catalog.Create<Schedule>(spec.Schedule);
        clip = spec.Clip is null ? null : catalog.Create<GradientClip>(spec.Clip);
    }

    public string Player { get; }

    /// <summary>How its latest step was taken.</summary>
    public StepPath Path => sequence.Steps > 0 ? StepPath.Fused : optimizer.Path;

    public static PlayerOptimizer Attach(
        Player player, CellSpec spec, PluginCatalog catalog, IReadOnlyList<Probe> probes, IPhaseClock clock, long totalSteps,
        long? stepsPerEpoch)
    {
        var made = new PlayerOptimizer(player, spec, catalog, clock, totalSteps, stepsPerEpoch);
        foreach (var probe in probes) probe.Begin(player.Name, made.optimizer.Rule);
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

    public UpdateRule Rule => optimizer.Rule;

    /// <remarks>Clips and probes want every single step, and so does a rule without a fused one; sequences run on the CPU.</remarks>
    public Tensor? TryAdvance(Tensor gradients, double low, double high)
    {
        if (clip is not null || optimizer.Observer is not null || !Rule.Fused || !FusedSequence.Takes(Rule)) return null;
        if (parameters[0].device_type != DeviceType.CPU) return null;
        using var phase = clock.Enter(Phase.Optimizer);
        using var factors = Factors(gradients.shape[0]);
        var options = new SequenceOptions { Factors = factors, Low = low, High = high };
        var thetas = FusedSequence.Continue(Rule, parameters[0], gradients, recordEvery: 1, sequence, options);
        parameters[0].copy_(thetas[-1]);
        return thetas;
    }

    public void Save(Snapshot to)
    {
        optimizer.Save(to);
        if (sequence.Steps > 0) sequence.Save(to.Under("sequence"));
    }

    public void Load(Snapshot from)
    {
        optimizer.Load(from);
        if (from.Under("sequence").Has("steps")) sequence.Load(from.Under("sequence"));
    }

    public void Dispose()
    {
        optimizer.Dispose();
        sequence.Dispose();
    }

    Tensor? Factors(long count)
    {
        if (schedule is null) return null;
        var factors = new double[count];
        for (long i = 0; i < count; i++) factors[i] = schedule.Factor(new(sequence.Steps + i, totalSteps, stepsPerEpoch));
        return tensor(factors);
    }

    void ShowTo(IReadOnlyList<Probe> probes) => optimizer.Observer = (slot, gradient, delta) =>
    {
        var update = new Update(Player, optimizer.Steps, slot.Name, gradient, delta, slot.State!);
        foreach (var probe in probes) probe.Observe(update);
    };

    static UpdateRule RuleOf(Player player, CellSpec spec, PluginCatalog catalog) =>
        catalog.Create<UpdateRule>(spec.Optimizers.TryGetValue(player.Name, out var selector) ? selector
            : throw new InvalidOperationException(
                $"The cell has no optimizer for the player '{player.Name}'. It has one for: {string.Join(", ", spec.Optimizers.Keys)}."));
}
