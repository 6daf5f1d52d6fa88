using System.Globalization;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Looks into the player's rule instead of training something with it: each training step measures, and the latest measurements are the
/// metrics. θ shows the first of them.
/// </summary>
abstract class CheckTrial : Trial
{
    readonly SortedDictionary<string, double> found = new(StringComparer.Ordinal);
    readonly Point point;
    long done;

    protected CheckTrial(RunContext run)
        : base(run)
    {
        point = AddPlayer(Player.DefaultName, new Point());
        Keep("done", () => done, value => done = value);
        Keep("found", SaveFound, LoadFound);
    }

    protected UpdateRule Rule => Players[0].Rule;

    public sealed override void TrainStep(StepLog log)
    {
        using var unrecorded = no_grad();
        var measured = Measure(++done).ToList();
        foreach (var (metric, value) in measured) found[metric] = value;
        point.Theta.fill_(measured[0].value);
        log.Loss("batch/loss", point.Theta.sum());
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        foreach (var (metric, value) in found) evaluation.Add(metric, value);
    }

    /// <param name="step">From 1.</param>
    protected abstract IEnumerable<(string metric, double value)> Measure(long step);

    void SaveFound(Snapshot to) =>
        to.Put("metrics", string.Join('\n', found.Select(f => FormattableString.Invariant($"{f.Key}={f.Value:R}"))));

    void LoadFound(Snapshot from)
    {
        found.Clear();
        foreach (var line in from.GetText("metrics").Split('\n', StringSplitOptions.RemoveEmptyEntries))
            found[line[..line.IndexOf('=', StringComparison.Ordinal)]] =
                double.Parse(line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }
}
