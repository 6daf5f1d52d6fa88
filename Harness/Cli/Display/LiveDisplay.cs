using AdaShift.Bench.Contracts;
using AdaShift.Bench.Running;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AdaShift.Bench.Cli.Display;

/// <summary>Progress for a person at a terminal: a bar for the run with its remaining time, and one for every cell that runs now.</summary>
sealed class LiveDisplay : IRunObserver
{
    readonly RunProgress progress;
    readonly IAnsiConsole console;
    readonly ProgressContext context;
    readonly ProgressTask all;
    readonly TimeLeftColumn left;
    readonly Dictionary<string, ProgressTask> cells = new(StringComparer.Ordinal);

    LiveDisplay(IAnsiConsole console, ProgressContext context, RunProgress progress, TimeLeftColumn left)
    {
        (this.console, this.context, this.progress, this.left) = (console, context, progress, left);
        all = context.AddTask("all cells", maxValue: 1);
    }

    /// <summary>Shows the bars while <paramref name="work"/> goes on.</summary>
    public static async Task<T> ShowAsync<T>(IAnsiConsole console, RunProgress progress, Func<IRunObserver, Task<T>> work)
    {
        var timeLeft = new TimeLeftColumn();
        return await console.Progress()
            .AutoClear(true)
            .HideCompleted(true) // bars of cells that ended would push the run's own off the screen
            .Columns(new ProgressBarColumn { Width = 24 }, new PercentageColumn(), timeLeft,
                new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => work(new LiveDisplay(console, context, progress, timeLeft)));
    }

    public void Planned(IReadOnlyList<PlannedCell> toRun, IReadOnlyList<PlannedCell> alreadyDone)
    {
        progress.Plan(toRun);
        ShowAll();
    }

    public void Started(PlannedCell cell)
    {
        progress.Start(cell);
        cells[cell.Name] = context.AddTask(Markup.Escape(Words.Of(cell)), maxValue: 1);
    }

    public void Progress(PlannedCell cell, CellProgress cellProgress)
    {
        progress.Advance(cell, cellProgress);
        if (cells.TryGetValue(cell.Name, out var task))
        {
            task.Value = cellProgress.TotalSteps > 0 ? (double)cellProgress.Step / cellProgress.TotalSteps : 0;
            task.Description = Markup.Escape($"{Words.Of(cell)}: {Words.Of(cellProgress)}");
        }

        ShowAll();
    }

    public void Note(PlannedCell cell, string text) => Line(cell, text, "yellow");

    public void Note(string text) => console.MarkupLine($"[yellow]{Markup.Escape(text)}[/]");

    public void Finished(PlannedCell cell, ResultRecord? result)
    {
        progress.Finish(cell, result);
        if (cells.Remove(cell.Name, out var task)) task.StopTask();
        Line(cell, result is null ? "interrupted" : Words.Of(result), result?.Status switch
        {
            CellStatus.Completed => "green",
            CellStatus.Failed => "red",
            _ => "yellow",
        });
        ShowAll();
    }

    /// <summary>A line above the bars, which stays.</summary>
    void Line(PlannedCell cell, string text, string colour) =>
        console.MarkupLine($"{Markup.Escape(Words.Of(cell))}: [{colour}]{Markup.Escape(text)}[/]");

    void ShowAll()
    {
        all.Value = progress.Fraction;
        left.Text = progress.Left is { } span ? Words.Of(span) : "";
        all.Description = FormattableString.Invariant($"{progress.Finished} of {progress.Cells} cells");
    }

    /// <summary>Of the whole run; a cell alone says too little.</summary>
    /// <remarks>Drawn by a thread of the console's: it is handed words and never looks at the progress itself.</remarks>
    sealed class TimeLeftColumn : ProgressColumn
    {
        public string Text { get; set; } = "";

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            new Text(task.Id == 0 ? Text : "").RightJustified();

        public override int? GetColumnWidth(RenderOptions options) => 12;
    }
}
