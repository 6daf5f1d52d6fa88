using System.CommandLine;
using AdaShift.Bench.Reporting;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>report</c>: records → report.md and report.html. Runs nothing.</summary>
static class ReportVerb
{
    public static Command Build(Terminal terminal)
    {
        var runs = new Argument<string[]>("RUNS")
        {
            Description = "Folders of runs, or a folder that holds several.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = CommonOptions.Output("Folder for the report.");
        var title = new Option<string?>("--title")
        {
            Description = "Heading of the report; by default the titles of the experiments.",
            HelpName = "TEXT",
        };
        var verb = new VerbCommand("report", "Write report.md and report.html from the records of runs.",
            "adashift-bench report runs/fig3-mlp-quick --out reports/fig3-mlp",
            "adashift-bench report runs --out reports/everything --title 'Everything so far'")
        { runs, output, title };
        verb.SetAction((parsed, token) =>
        {
            var options = new ReportOptions(Title: parsed.GetValue(title) is { } typed && typed.Trim().Length > 0 ? typed.Trim() : null);
            return WriteAsync(parsed.GetValue(runs)!, parsed.GetValue(output)!, options, terminal, token);
        });
        return verb;
    }

    static async Task<int> WriteAsync(
        string[] folders, string output, ReportOptions options, Terminal terminal, CancellationToken token)
    {
        var files = await Report.WriteAsync([.. folders.SelectMany(RunsIn)], output, options, token);
        terminal.Out.WriteLine(files.Markdown);
        if (files.Html is { } html) terminal.Out.WriteLine(html);
        foreach (var problem in files.Problems) terminal.Error.WriteLine($"warning: {problem}");
        return files.Problems.Count == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    /// <summary>The folder itself, or the folders of runs in it.</summary>
    static IEnumerable<string> RunsIn(string folder)
    {
        if (!Directory.Exists(folder) || IsRun(folder)) return [folder];
        var inside = Directory.EnumerateDirectories(folder).Where(IsRun).Order(StringComparer.Ordinal).ToList();
        return inside.Count > 0 ? inside : [folder];
    }

    static bool IsRun(string folder) => File.Exists(Path.Combine(folder, ExperimentRecord.FileName));
}
