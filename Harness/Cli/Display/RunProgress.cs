using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>How far the runs of a command have come, and how long the rest will take at this speed.</summary>
/// <param name="jobs">Runs at a time.</param>
sealed class RunProgress(TimeProvider time, int jobs = 1)
{
    readonly HashSet<string> planned = new(StringComparer.Ordinal);
    readonly Dictionary<RunKind, int> waiting = [];
    readonly Dictionary<string, ActiveRun> running = new(StringComparer.Ordinal);
    readonly List<(RunKind Kind, double Seconds)> ended = [];

    /// <summary>How many there are to run.</summary>
    public int Runs => planned.Count;

    public int Finished { get; private set; }

    /// <summary>In [0, 1]; runs count alike, running ones by their steps.</summary>
    public double Fraction => Runs == 0 ? 1 : (Finished + running.Values.Sum(run => run.Fraction)) / Runs;

    /// <summary>
    /// Null until every run to come is of a workload whose speed is known, as a guess would only mislead; also null for more than a
    /// TimeSpan holds.
    /// </summary>
    public TimeSpan? Left
    {
        get
        {
            var going = running.Values.Where(c => c.WholeSeconds is not null).Select(c => (c.Kind, c.WholeSeconds!.Value)).ToList();
            var rests = running.Values.Select(c => (Seconds: c.SecondsLeft ?? SecondsOf(c.Kind, going), Count: 1))
                .Concat(waiting.Where(w => w.Value > 0).Select(w => (Seconds: SecondsOf(w.Key, going), Count: w.Value)))
                .ToList();
            if (rests.Count == 0 || rests.Any(r => r.Seconds is null)) return null;
            // The last run runs alone, however many jobs there are.
            var seconds = Math.Max(rests.Sum(r => r.Seconds!.Value * r.Count) / jobs, rests.Max(r => r.Seconds!.Value));
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    /// <summary>Adds runs; those that it knows already count once.</summary>
    public void Plan(IEnumerable<PlannedRun> runs)
    {
        foreach (var run in runs.Where(run => planned.Add(run.Name))) Wait(RunKind.Of(run), 1);
    }

    public void Start(PlannedRun run) => At(run);

    public void Advance(PlannedRun run, TrainingProgress progress) => At(run).Update(progress);

    /// <param name="result">Null when it was interrupted and still has to run.</param>
    public void Finish(PlannedRun planned, ResultRecord? result)
    {
        var run = At(planned);
        running.Remove(planned.Name);
        if (result is null)
        {
            Wait(run.Kind, 1);
            return;
        }

        Finished++;
        // A failed run stopped early: its duration says nothing about the others.
        if (result.Status != RunStatus.Failed) ended.Add((run.Kind, result.Seconds.Wall + result.Seconds.Setup));
    }

    /// <summary>
    /// How long a whole run takes: the mean of its own kind; else that of its workload, with other optimizers and with runs that still
    /// run, scaled by length.
    /// </summary>
    /// <param name="going">Runs that run now, each with what it will have taken at its end.</param>
    /// <returns>Null when nothing like it has run.</returns>
    double? SecondsOf(RunKind kind, List<(RunKind Kind, double Seconds)> going)
    {
        foreach (var known in new[] { ended, going })
            if (known.Where(r => r.Kind == kind).ToList() is { Count: > 0 } same) return same.Average(r => r.Seconds);
        var means = ended.GroupBy(r => r.Kind).Select(same => (Kind: same.Key, Seconds: same.Average(r => r.Seconds)));
        return means.Concat(going).Where(r => r.Kind.IsLike(kind)).Select(r => (double?)(r.Seconds / r.Kind.Size)).Average() * kind.Size;
    }

    ActiveRun At(PlannedRun run)
    {
        if (running.TryGetValue(run.Name, out var at)) return at;
        Plan([run]);
        var kind = RunKind.Of(run);
        Wait(kind, -1);
        return running[run.Name] = new(kind, time);
    }

    void Wait(RunKind kind, int more) => waiting[kind] = waiting.GetValueOrDefault(kind) + more;
}
