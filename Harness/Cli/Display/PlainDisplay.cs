using AdaShift.Bench.Contracts;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>Progress for pipes and logs: a line when something happened, and a sign of life now and then.</summary>
sealed class PlainDisplay(TextWriter output, TimeProvider time, RunProgress progress) : IRunObserver
{
    static readonly TimeSpan signOfLife = TimeSpan.FromSeconds(15);

    long lastLine = time.GetTimestamp();

    public void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone)
    {
        progress.Plan(toRun);
        var done = alreadyDone.Count == 0 ? "" : $", {alreadyDone.Count} done already";
        Say($"{toRun.Concat(alreadyDone).First().Spec.Experiment}: {toRun.Count} cells to run{done}");
    }

    public void Started(PlannedCell cell)
    {
        progress.Start(cell);
        Say($"{Words.Of(cell)}: started");
    }

    public void Progress(PlannedCell cell, CellProgress cellProgress)
    {
        progress.Advance(cell, cellProgress);
        if (time.GetElapsedTime(lastLine) >= signOfLife) Say($"{Words.Of(cell)}: {Words.Of(cellProgress)}");
    }

    public void Note(PlannedCell cell, string text) => Say($"{Words.Of(cell)}: {text}");

    public void Note(string text) => Say(text);

    public void Finished(PlannedCell cell, ResultRecord? result)
    {
        progress.Finish(cell, result);
        Say($"{Words.Of(cell)}: {(result is null ? "interrupted" : Words.Of(result))}");
    }

    void Say(string line)
    {
        lastLine = time.GetTimestamp();
        var left = progress.Left is { } span ? $", about {Words.Of(span)} left" : "";
        output.WriteLine($"[{progress.Finished}/{progress.Cells}{left}] {line}");
        output.Flush();
    }
}
