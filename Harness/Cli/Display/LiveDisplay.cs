using AdaShift.Bench.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdaShift.Bench.Cli.Display;

/// <summary>Progress at a terminal: one bar for all runs with the remaining time, and one for each active run.</summary>
sealed class LiveDisplay : IRunObserver
{
    readonly RunProgress progress;
    readonly IAnsiConsole console;
    readonly ProgressContext context;
    readonly ProgressTask all;
    readonly TimeLeftColumn left;
    readonly Dictionary<string, ProgressTask> runs = new(StringComparer.Ordinal);

    LiveDisplay(IAnsiConsole console, ProgressContext context, RunProgress progress, TimeLeftColumn left)
    {
        (this.console, this.context, this.progress, this.left) = (console, context, progress, left);
        all = context.AddTask("all runs", maxValue: 1);
    }

    /// <summary>Shows the bars while <paramref name="work"/> runs.</summary>
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, RunProgress progress, Func<IRunObserver, Task<T>> work)
    {
        var timeLeft = new TimeLeftColumn();
        return await console.Progress()
            .AutoClear(true)
            .HideCompleted(true) // otherwise bars of finished runs would push the first one off the screen
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), timeLeft,
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => work(new LiveDisplay(console, context, progress, timeLeft)));
    }

    public void Planned(IReadOnlyList<PlannedRun> toRun, IReadOnlyList<PlannedRun> alreadyDone)
    {
        progress.Plan(toRun);
        ShowAll();
    }

    public void Started(PlannedRun run)
    {
        progress.Start(run);
        runs[run.Name] = context.AddTask(Markup.Escape(Words.Of(run)), maxValue: 1);
    }

    public void Progress(PlannedRun run, TrainingProgress training)
    {
        progress.Advance(run, training);
        if (runs.TryGetValue(run.Name, out var task))
        {
            task.Value = training.TotalSteps > 0 ? (double)training.Step / training.TotalSteps : 0;
            task.Description = Markup.Escape($"{Words.Of(run)}: {Words.Of(training)}");
        }

        ShowAll();
    }

    public void Note(PlannedRun run, string text) => Line(run, text, "yellow");

    public void Note(string text) => console.MarkupLine($"[yellow]{Markup.Escape(text)}[/]");

    public void Finished(PlannedRun run, ResultRecord? result)
    {
        progress.Finish(run, result);
        if (runs.Remove(run.Name, out var task)) task.StopTask();
        Line(run, result is null ? "interrupted" : Words.Of(result), result?.Status switch
        {
            RunStatus.Completed => "green",
            RunStatus.Failed => "red",
            _ => "yellow",
        });
        ShowAll();
    }

    /// <summary>A permanent line above the bars.</summary>
    void Line(PlannedRun run, string text, string colour) =>
        console.MarkupLine($"{Markup.Escape(Words.Of(run))}: [{colour}]{Markup.Escape(text)}[/]");

    void ShowAll()
    {
        all.Value = progress.Fraction;
        left.Text = progress.Left is { } span ? Words.Of(span) : "";
        all.Description = FormattableString.Invariant($"{progress.Finished} of {progress.Runs} runs");
    }

    /// <summary>The remaining time of all runs together; that of a single run is of little use.</summary>
    /// <remarks>Drawn by the console's own thread, so it gets finished text and never reads the progress.</remarks>
    sealed class TimeLeftColumn : ProgressColumn
    {
        public string Text { get; set; } = "";

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Id == 0 ? Text : "").RightJustified();

        public override int? GetColumnWidth(RenderOptions options) => 12;
    }
}
