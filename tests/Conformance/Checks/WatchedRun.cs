using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>A tiny model at work while a probe looks on.</summary>
sealed class WatchedRun : IDisposable
{
    /// <summary>What probes look for by default is among them.</summary>
    static readonly string[] names = ["layer1.weight", "layer2.weight", "layer2.bias", "layer3.weight"];

    readonly TinyModel model;
    readonly UpdateRule rule;
    readonly RuleOptimizer optimizer;

    /// <param name="probe">Taken over.</param>
    public WatchedRun(TinyModel model, Probe probe, UpdateRule rule)
    {
        (this.model, this.rule, Probe) = (model, rule, probe);
        optimizer = rule.For(Named(model));
        optimizer.Observer = (slot, gradient, delta) =>
            Probe.Observe(new Update(Player.DefaultName, optimizer.Steps, slot.Name, gradient, delta, slot.State!));
        Probe.Begin(Player.DefaultName, rule);
    }

    public Probe Probe { get; private set; }

    public void Train(int from, int to) => model.Train(optimizer, from, to);

    public Evaluation Report()
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var evaluation = new EvaluationBuilder();
        Probe.Report(evaluation);
        return evaluation.Build();
    }

    /// <summary>Lets another probe go on where the first one is.</summary>
    /// <param name="fresh">Taken over.</param>
    public void Resume(Probe fresh)
    {
        using var saved = Save();
        Probe.Dispose();
        Probe = fresh;
        Probe.Begin(Player.DefaultName, rule);
        Probe.Load(saved);
    }

    /// <summary>What the probe reports and what it saves, to the bit.</summary>
    public string[] Everything()
    {
        var report = Report();
        using var saved = Save();
        return
        [
            .. report.Metrics.Select(m => $"{m.Key} = {m.Value:R}"),
            .. report.Artefacts.Select(a => $"{a.Name} = {Convert.ToHexString(a.Content.Span)}"),
            .. saved.Values.Select(v => $"{v.Key} = {v.Value}"),
            .. saved.Tensors.Select(t => $"{t.Key} = {string.Join(' ', TinyModel.Values(t.Value))}"),
        ];
    }

    public void Dispose()
    {
        optimizer.Dispose();
        Probe.Dispose();
    }

    Snapshot Save()
    {
        var snapshot = new Snapshot();
        using var scope = NewDisposeScope();
        Probe.Save(snapshot);
        return snapshot;
    }

    static IEnumerable<(string name, Parameter parameter)> Named(TinyModel model) =>
        model.Parameters.Zip(names, (p, name) => (name, p.parameter));
}
