using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>How far a run got, and how long it still takes if it goes on like that.</summary>
/// <param name="jobs">Runs at a time.</param>
sealed class RunProgress(TimeProvider time, int jobs = 1)
{
    readonly HashSet<string> planned = new(StringComparer.Ordinal);
    readonly Dictionary<RunKind, int> waiting = [];
    readonly Dictionary<string, ActiveRun> running = new(StringComparer.Ordinal);
    readonly RunSeconds known = new();

    /// <summary>Runs that this run has to run.</summary>
    public int Runs => planned.Count;

    public int Finished { get; private set; }

    /// <summary>In [0, 1]; runs count alike, running ones by their steps.</summary>
    public double Fraction => Runs == 0 ? 1 : (Finished + running.Values.Sum(run => run.Fraction)) / Runs;

    /// <summary>
    /// Null until every run to come is of a workload whose speed is known: a guess would only mislead. Null too for more than a TimeSpan
    /// holds.
    /// </summary>
    public TimeSpan? Left
    {
        get
        {
            var going = running.Values.Where(c => c.WholeSeconds is not null).Select(c => (c.Kind, c.WholeSeconds!.Value)).ToList();
            var rests = running.Values.Select(c => (Seconds: c.SecondsLeft ?? known.Of(c.Kind, going), Count: 1))
                .Concat(waiting.Where(w => w.Value > 0).Select(w => (Seconds: known.Of(w.Key, going), Count: w.Value)))
                .ToList();
            if (rests.Count == 0 || rests.Any(r => r.Seconds is null)) return null;
            // The last run runs alone, however many could run beside it.
            var seconds = Math.Max(rests.Sum(r => r.Seconds!.Value * r.Count) / jobs, rests.Max(r => r.Seconds!.Value));
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    /// <summary>Runs that this run will run; those it knows of already count once.</summary>
    public void Plan(IEnumerable<PlannedRun> runs)
    {
        foreach (var run in runs.Where(run => planned.Add(run.Name))) Wait(RunKind.Of(run), 1);
    }

    public void Start(PlannedRun run) => At(run);

    public void Advance(PlannedRun run, TrainingProgress progress) => At(run).Hear(progress);

    /// <param name="result">Null when it was interrupted: it is still to be done.</param>
    public void Finish(PlannedRun run, ResultRecord? result)
    {
        var ended = At(run);
        running.Remove(run.Name);
        if (result is null)
        {
            Wait(ended.Kind, 1);
            return;
        }

        Finished++;
        // A failed run says nothing about the others: it broke off somewhere.
        if (result.Status != RunStatus.Failed) known.Learn(ended.Kind, result.Seconds.Wall + result.Seconds.Setup);
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
