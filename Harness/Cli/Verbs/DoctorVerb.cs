using System.CommandLine;
using AdaShift.Bench.Cli.Doctor;
using Spectre.Console;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>doctor</c>: what this machine has, and what it lacks, with the command that fixes it.</summary>
static class DoctorVerb
{
    public static Command Build(Terminal terminal)
    {
        var (json, plugin) = (CommonOptions.Json(), CommonOptions.Plugin());
        var output = CommonOptions.Output("The folder for records, to check its free space.", unlessGiven: "runs");
        var verb = new VerbCommand("doctor", "Examine this machine: engine, BLAS, threads, device, charts, data, disk.",
            "adashift-bench doctor",
            "adashift-bench doctor --json")
        { json, output, plugin };
        verb.SetAction(parsed =>
        {
            var catalogs = Catalogs.Discover(parsed.GetValue(plugin)!, builtIn: false).Warn(terminal);
            Finding[] findings = [.. EngineFindings.All(), .. MachineFindings.All(catalogs.Datasets, parsed.GetValue(output)!)];
            var healthy = findings.All(finding => finding.State != State.Missing);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(ToJson(findings, healthy));
            else Write(findings, terminal);
            return healthy ? ExitCode.Fine : ExitCode.Failed;
        });
        return verb;
    }

    static string ToJson(Finding[] findings, bool healthy) =>
        Json.Write(Json.Object(("findings", Json.Array(findings.Select(finding => finding.ToJson()))), ("healthy", healthy)));

    static void Write(Finding[] findings, Terminal terminal)
    {
        var grid = new Grid().AddColumn().AddColumn().AddColumn();
        foreach (var finding in findings)
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
