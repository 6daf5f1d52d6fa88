using System.CommandLine;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>worker</c>: trains one run in this process. Hidden from the help, because only <c>run</c> starts it.</summary>
static class WorkerVerb
{
    public static Command Build(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "The run's folder, with its run.json." };
        var plugin = CommonOptions.Plugin();
        var verb = new VerbCommand("worker", "Train one run in this process.") { run, plugin };
        verb.Hidden = true;
        verb.SetAction(parsed =>
        {
            var catalogs = Catalogs.Discover(parsed.GetValue(plugin)!);
            return WorkerProgram.Run(parsed.GetValue(run)!, catalogs.Plugins, new WorkerSettings(new DataStore().Root), terminal.Time);
        });
        return verb;
    }
}
