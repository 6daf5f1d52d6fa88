using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>Progress for pipes and logs: one line per event, and one every 15 seconds in between.</summary>
sealed class PlainDisplay(TextWriter output, TimeProvider time, RunProgress progress) : IRunObserver
{
    static readonly TimeSpan interval = TimeSpan.FromSeconds(15);

    long lastLine = time.GetTimestamp();

    public void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone)
    {
        progress.Plan(toRun);
        var done = alreadyDone.Count == 0 ? "" : $", {alreadyDone.Count} done already";
        Say($"{toRun.Concat(alreadyDone).First().Spec.Experiment}: {toRun.Count} runs to run{done}");
    }

    public void Started(PlannedRun run)
    {
        progress.Start(run);
        Say($"{Words.Of(run)}: started");
    }

    public void Progress(PlannedRun run, TrainingProgress training)
    {
        progress.Advance(run, training);
        if (time.GetElapsedTime(lastLine) >= interval) Say($"{Words.Of(run)}: {Words.Of(training)}");
    }

    public void Note(PlannedRun run, string text) => Say($"{Words.Of(run)}: {text}");

    public void Note(string text) => Say(text);

    public void Finished(PlannedRun run, ResultRecord? result)
    {
        progress.Finish(run, result);
        Say($"{Words.Of(run)}: {(result is null ? "interrupted" : Words.Of(result))}");
    }

    void Say(string line)
    {
        lastLine = time.GetTimestamp();
        var left = progress.Left is { } span ? $", about {Words.Of(span)} left" : "";
        output.WriteLine($"[{progress.Finished}/{progress.Runs}{left}] {line}");
        output.Flush();
    }
}
