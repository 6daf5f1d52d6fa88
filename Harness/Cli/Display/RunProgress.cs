using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>The progress of a command's runs, and an estimate of the remaining time.</summary>
/// <param name="jobs">How many runs run at a time.</param>
sealed class RunProgress(TimeProvider time, int jobs = 1)
{
    readonly HashSet<string> planned = new(StringComparer.Ordinal);
    readonly Dictionary<RunKind, int> waiting = [];
    readonly Dictionary<string, ActiveRun> running = new(StringComparer.Ordinal);
    readonly List<(RunKind Kind, double Seconds)> ended = [];

    /// <summary>How many there are to run.</summary>
    public int Runs => planned.Count;

    public int Finished { get; private set; }

    /// <summary>In [0, 1]; every run counts the same, running ones by their share of steps.</summary>
    public double Fraction => Runs == 0 ? 1 : (Finished + running.Values.Sum(run => run.Fraction)) / Runs;

    /// <summary>
    /// Null until the speed of the workload of every remaining run is known, because a guess would mislead; also null if it exceeds a
    /// TimeSpan.
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
            // The last run has no company, however many jobs there are.
            var seconds = Math.Max(rests.Sum(r => r.Seconds!.Value * r.Count) / jobs, rests.Max(r => r.Seconds!.Value));
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    /// <summary>Adds runs; a run that is added twice counts once.</summary>
    public void Plan(IEnumerable<PlannedRun> runs)
    {
        foreach (var run in runs.Where(run => planned.Add(run.Name))) Wait(RunKind.Of(run), 1);
    }

    public void Start(PlannedRun run) => At(run);

    public void Advance(PlannedRun run, TrainingProgress progress) => At(run).Update(progress);

    /// <param name="result">Null if it was interrupted and still has to run.</param>
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
    /// How long a whole run takes: the mean over its own kind, or else over its workload, including other optimizers and unfinished runs,
    /// scaled by length.
    /// </summary>
    /// <param name="going">Active runs, each with its expected total duration.</param>
    /// <returns>Null if nothing like it has run.</returns>
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

/// <summary>Runs that take about equally long, because they differ only in the seed.</summary>
sealed record RunKind(string Workload, string Optimizers, RunLength Length, string Device)
{
    public static RunKind Of(PlannedRun run) =>
        new(run.Spec.Workload, string.Join('+', run.Spec.Optimizers.Values), run.Spec.Length, run.Spec.Device);

    /// <summary>Steps or epochs: only kinds with the same unit can be scaled to each other.</summary>
    public double Size => Length.Steps ?? Length.Epochs ?? 1;

    /// <summary>Whether durations of the two are comparable in proportion to their sizes.</summary>
    public bool IsLike(RunKind other) =>
        (Workload, Device, Length.Steps is null) == (other.Workload, other.Device, other.Length.Steps is null);
}

/// <summary>An active run: its progress, and its speed since its first report, evaluations included.</summary>
sealed class ActiveRun(RunKind kind, TimeProvider time)
{
    long firstReport;
    long firstStep;
    TrainingProgress? last;
    double stepsPerSecond;

    public RunKind Kind => kind;

    /// <summary>In [0, 1].</summary>
    public double Fraction => last is { TotalSteps: > 0 } ? (double)last.Step / last.TotalSteps : 0;

    /// <summary>Null while its speed is unknown.</summary>
    public double? SecondsLeft => last is not null && stepsPerSecond > 0 ? (last.TotalSteps - last.Step) / stepsPerSecond : null;

    /// <summary>From its first step to its last at this speed; null while the speed is unknown.</summary>
    public double? WholeSeconds => last is not null && stepsPerSecond > 0 ? last.TotalSteps / stepsPerSecond : null;

    public void Update(TrainingProgress progress)
    {
        if (progress.TotalSteps <= 0) return;
        var now = time.GetTimestamp();
        if (last is null) (firstReport, firstStep) = (now, progress.Step);
        var seconds = time.GetElapsedTime(firstReport, now).TotalSeconds;
        stepsPerSecond = seconds > 0 ? (progress.Step - firstStep) / seconds : progress.StepsPerSecond;
        last = progress;
    }
}
