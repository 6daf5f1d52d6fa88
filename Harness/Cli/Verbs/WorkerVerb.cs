using System.CommandLine;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>worker</c>: one run in this process. For <c>run</c> to start, not for people: it is not in the help.</summary>
static class WorkerVerb
{
    public static Command Build(Terminal terminal)
    {
        var run = new Argument<string>("CELL") { Description = "The run's folder, with its run.json." };
        var plugin = CommonOptions.Plugin();
        var verb = new VerbCommand("worker", "Run one run in this process.") { run, plugin };
        verb.Hidden = true;
        verb.SetAction(parsed =>
        {
            var catalog = BuiltIn.Discover(parsed.GetValue(plugin)!);
            return WorkerProgram.Run(parsed.GetValue(run)!, catalog, new WorkerSettings(new DataStore().Root), terminal.Time);
        });
        return verb;
    }
}
