using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>The last lines of <c>run</c>: the results, where the records are, and what to type next.</summary>
static class RunReport
{
    /// <returns>The exit code.</returns>
    public static int Write(IReadOnlyList<(string Folder, RunSummary Summary)> runs, Terminal terminal)
    {
        foreach (var (folder, summary) in runs) Write(folder, summary, terminal);
        var all = RunSummary.Of([.. runs.Select(run => run.Summary)]);
        if (all.Unfinished.Count > 0)
            terminal.Out.WriteLine($"{(all.Interrupted ? "Interrupted. " : "")}Run the same command to continue.");
        string[] begun = [.. runs.Select(run => run.Folder).Where(IsRun)];
        if (begun.Length > 0) terminal.Out.WriteLine($"Report: {ReportCommand(begun)}");
        return all.ExitCode;
    }

    static void Write(string folder, RunSummary summary, Terminal terminal)
    {
        terminal.Out.WriteLine($"{folder}: {Counts(summary)}");
        foreach (var (run, reason) in summary.Failed)
            terminal.Error.WriteLine($"failed: {Display.Words.Of(run)}: {reason}\n  see {Path.Combine(folder, run.Name)}");
        if (summary.StoppedBecause is { } because) terminal.Error.WriteLine($"error: {because}");
        if (summary.ObserverFault is { } fault)
            terminal.Error.WriteLine($"warning: the display failed, but the run continued: {Reason.Of(fault)}");
    }

    static string Counts(RunSummary summary)
    {
        (int Count, string What)[] counts =
        [
            (summary.Completed, "completed"),
            (summary.Diverged, "diverged"),
            (summary.Failed.Count, "failed"),
            (summary.Unfinished.Count, "unfinished"),
            (summary.Skipped, "done already"),
        ];
        return string.Join(", ", counts.Where(c => c.Count > 0).Select(c => $"{c.Count} {c.What}"));
    }

    /// <summary>An experiment that was not reached has no records.</summary>
    static bool IsRun(string folder) => File.Exists(Path.Combine(folder, ExperimentRecord.FileName));

    static string ReportCommand(string[] folders)
    {
        var report = folders.Length == 1 ? Path.GetFileName(folders[0]) : "mine";
        return $"adashift-bench report {string.Join(' ', folders.Select(ShellWord.Quote))} --out {ShellWord.Quote($"reports/{report}")}";
    }
}
