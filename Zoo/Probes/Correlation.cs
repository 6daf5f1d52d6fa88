using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>
/// The correlations of appendix C, over the steps of a run: of g[t, i] with g[t−n, i] and with g[t−n, j], and of g² with the v that it is
/// divided by.
/// </summary>
/// <remarks>
/// Recorded are means over the elements: <c>correlation/temporal-n</c>, <c>correlation/spatial-n</c>, <c>correlation/g2-v</c> (g²[t] and
/// v[t]) and
/// <c>correlation/g2-v-lag-n</c> (g²[t−n] and v[t]). The artefact <c>correlations.csv</c> has them beside the paper's numbers. For i.i.d.
/// gradients Adam's corr(g²[t], v[t]) is √(1−β2²): 0.4359 at β2 = 0.9, which is what the paper prints, and 0.0447 at 0.999.
/// </remarks>
/// <param name="parameter">Which parameter is looked at; with several players, that of the first one that has it.</param>
/// <param name="lags">n = 1 … lags.</param>
/// <param name="elements">How many of its elements, drawn once and for all; fewer if it has fewer.</param>
/// <param name="resting">
/// Only steps that leave θ where it is, as under the schedule <c>freeze</c>: the paper gathers after training.
/// </param>
/// <param name="v">Whether v is looked at; false for rules without one.</param>
[Probe("correlation", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), appendix C, Tables 1 to 4")]
public sealed class Correlation(
    string parameter = "layer2.weight",
    [Interval("[1, 1000]")] int lags = 10,
    [Interval("[2, inf)")] int elements = 4096,
    bool resting = false,
    bool v = true) : Probe
{
    const string Heading = "quantity,n,measured,paper\n";

    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly PairSums temporal = new(), spatial = new(), squareAndV = new(), laggedSquareAndV = new();
    readonly Dictionary<string, UpdateRule> rules = new(StringComparer.Ordinal); // by player
    string? whose; // the player whose parameter it is
    bool isVMissing; // θ moved and the state showed no v
    Tensor? chosen; // [E] indices into the flattened parameter
    Tensor? past; // [≤ lags, E]: g[t−1], g[t−2], …

    public override void Begin(string player, UpdateRule rule)
    {
        rules[player] = rule;
        if (v && !ShowsV(rule))
            throw new ArgumentException(
                $"The probe correlation looks at v, and {rule.GetType().Name} does not show one. {SecondMoments.WhatToDo} " +
                "Or leave v out: correlation[v=false].", nameof(rule));
    }

    public override void Observe(in Update update)
    {
        seen.Add(update.Parameter);
        if (update.Parameter != parameter || update.Player != (whose ??= update.Player)) return;
        var moment = v ? (update.State as ISecondMoment)?.SecondMoment : null;
        isVMissing |= v && moment is null && update.Delta is not null; // without a delta it may be a warm-up
        if (resting && !Rests(update.Delta)) return;
        using var scope = NewDisposeScope();
        chosen ??= Choose(update.Gradient.numel());
        var g = update.Gradient.reshape(-1)[chosen].to(ScalarType.Float64);
        if (past is not null && past.shape[0] == lags)
        {
            temporal.Add(g, past);
            spatial.Add(g, past.roll(1, 1)); // the order of the elements is random, so is the neighbour
        }

        if (moment is not null) AddMoment(g.square(), moment);
        Remember(g);
    }

    public override void Report(EvaluationBuilder evaluation)
    {
        if (seen.Count > 0 && !seen.Contains(parameter))
            throw new InvalidOperationException(
                $"The probe correlation is to look at '{parameter}', which no gradient came for. " +
                $"Available: {string.Join(", ", seen.Order(StringComparer.Ordinal))}.");
        if (isVMissing && squareAndV.IsEmpty)
            throw new InvalidOperationException(
                $"The probe correlation looks at v, and {Rule?.GetType().Name ?? "the rule"} moves '{parameter}' without showing one: " +
                "with these settings the parameter has no v of its own. Leave v out: correlation[v=false].");
        using var scope = NewDisposeScope();
        var table = new StringBuilder(Heading);
        Add("temporal-", temporal, PaperCorrelations.Temporal);
        Add("spatial-", spatial, PaperCorrelations.Spatial);
        if (squareAndV.Correlations() is { } now) Write("g2-v", 0, Mean(now), PaperCorrelations.SquareAndV(Rule));
        Add("g2-v-lag-", laggedSquareAndV, _ => null);
        if (table.Length > Heading.Length) evaluation.AddText("correlations.csv", table.ToString());

        void Add(string name, PairSums sums, Func<int, double?> paper)
        {
            if (sums.Correlations() is not { } all) return;
            for (var n = 1; n <= lags; n++) Write(name, n, Mean(all[n - 1]), paper(n));
        }

        void Write(string name, int n, double value, double? paper)
        {
            if (!double.IsFinite(value)) return;
            evaluation.Add($"correlation/{name}{(n == 0 ? "" : n.ToString(CultureInfo.InvariantCulture))}", value);
            table.Append(CultureInfo.InvariantCulture, $"{name.TrimEnd('-')},{n},{value:G9},{paper:G9}\n");
        }
    }

    public override void Save(Snapshot to)
    {
        to.Put("seen", string.Join('\n', seen.Order(StringComparer.Ordinal)));
        if (whose is not null) to.Put("player", whose);
        if (past is not null) to.Put("past", past);
        if (chosen is not null) to.Put("chosen", chosen);
        foreach (var (name, sums) in Parts) sums.Save(to.Under(name));
    }

    public override void Load(Snapshot from)
    {
        Forget();
        seen.Clear();
        seen.UnionWith(from.GetText("seen").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        whose = from.Has("player") ? from.GetText("player") : null;
        if (from.Has("past")) past = from.GetTensor("past").clone().DetachFromDisposeScope();
        if (from.Has("chosen")) chosen = from.GetTensor("chosen").clone().DetachFromDisposeScope();
        foreach (var (name, sums) in Parts) sums.Load(from.Under(name));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Forget();
            foreach (var (_, sums) in Parts) sums.Dispose();
        }

        base.Dispose(disposing);
    }

    UpdateRule? Rule => whose is null ? null : rules.GetValueOrDefault(whose);

    IEnumerable<(string name, PairSums sums)> Parts =>
        [("temporal", temporal), ("spatial", spatial), ("square-and-v", squareAndV), ("lagged-square-and-v", laggedSquareAndV)];

    void AddMoment(Tensor square, Tensor moment)
    {
        var of = (moment.numel() == 1 ? moment.reshape(1).expand(square.shape[0]) : moment.reshape(-1)[chosen!]).to(ScalarType.Float64);
        squareAndV.Add(square, of);
        if (past is not null && past.shape[0] == lags) laggedSquareAndV.Add(past.square(), of);
    }

    void Remember(Tensor g)
    {
        var latest = past is null ? g.unsqueeze(0) : cat([g.unsqueeze(0), past.slice(0, 0, Math.Min(past.shape[0], lags - 1), 1)], 0);
        var before = past;
        past = latest.clone().DetachFromDisposeScope();
        before?.Dispose();
    }

    void Forget()
    {
        past?.Dispose();
        chosen?.Dispose();
        (past, chosen) = (null, null);
    }

    Tensor Choose(long size)
    {
        using var generator = new Generator(0);
        return randperm(size, generator: generator).slice(0, 0, Math.Min(size, elements), 1).clone().DetachFromDisposeScope();
    }

    static bool Rests(Tensor? delta) => delta is not null && delta.abs().max().to(ScalarType.Float64).item<double>() == 0;

    static double Mean(Tensor values)
    {
        using var finite = values.masked_select(values.isfinite());
        return finite.numel() == 0 ? double.NaN : finite.mean().item<double>();
    }

    static bool ShowsV(UpdateRule rule)
    {
        for (var type = rule.GetType(); type is not null; type = type.BaseType)
            if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(UpdateRule<>))
                return typeof(ISecondMoment).IsAssignableFrom(type.GetGenericArguments()[0]);
        return false;
    }
}
