using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Remembers what it heard.</summary>
sealed class RecordingObserver : IRunObserver
{
    public List<string> Heard { get; } = [];

    public List<TrainingProgress> Progresses { get; } = [];

    /// <summary>Called at each progress.</summary>
    public Action<TrainingProgress>? AtProgress { get; set; }

    public void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone) =>
        Heard.Add($"planned {toRun.Count}, done {alreadyDone.Count}");

    public void Started(PlannedRun run) => Heard.Add($"started {run.Spec.Label} {run.Spec.Seed}");

    public void Progress(PlannedRun run, TrainingProgress progress)
    {
        Progresses.Add(progress);
        AtProgress?.Invoke(progress);
    }

    public void Note(PlannedRun run, string text) => Note(text);

    public void Note(string text) => Heard.Add($"note {text}");

    public void Finished(PlannedRun run, ResultRecord? result) =>
        Heard.Add($"finished {run.Spec.Label} {run.Spec.Seed}: {result?.Status.ToString() ?? "interrupted"}");
}
