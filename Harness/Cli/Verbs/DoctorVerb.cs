using System.CommandLine;
using AdaShift.Bench.Cli.Doctor;
using Spectre.Console;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>doctor</c>: what this machine has, and what it lacks with the command that mends it.</summary>
static class DoctorVerb
{
    public static Command Build(Terminal terminal)
    {
        var (json, plugin) = (CommonOptions.Json(), CommonOptions.Plugin());
        var output = CommonOptions.Output("Where records will go: is there room?", unlessGiven: "runs");
        var verb = new VerbCommand("doctor", "Examine this machine: engine, BLAS, threads, device, charts, data, disk.",
            "adashift-bench doctor",
            "adashift-bench doctor --json")
        { json, output, plugin };
        verb.SetAction(parsed =>
        {
            var examination = Examination.Of(parsed.GetValue(output)!, KnownDatasets.In(parsed.GetValue(plugin)!, terminal));
            if (parsed.GetValue(json)) terminal.Out.WriteLine(examination.ToJson());
            else Write(examination, terminal);
            return examination.Healthy ? ExitCode.Fine : ExitCode.Failed;
        });
        return verb;
    }

    static void Write(Examination examination, Terminal terminal)
    {
        var grid = new Grid().AddColumn().AddColumn().AddColumn();
        foreach (var finding in examination.Findings)
            grid.AddRow(Mark(finding.State), new Text(finding.What), new Text(Says(finding)));
        terminal.Print(console => console.Write(grid));
    }

    static string Says(Finding finding) => finding.Advice is null ? finding.Found : $"{finding.Found}\n→ {finding.Advice}";

    static Markup Mark(State state) => state switch
    {
        State.Fine => new("[green]ok[/]"),
        State.Warning => new("[yellow]note[/]"),
        _ => new("[red]MISSING[/]"),
    };
}
