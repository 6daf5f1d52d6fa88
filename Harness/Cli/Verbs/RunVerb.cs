using System.CommandLine;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>run</c>: trains what is missing, each run in a worker process.</summary>
static class RunVerb
{
    public static Command Build(Terminal terminal)
    {
        var options = new RunOptions();
        var verb = new VerbCommand("run",
            "Train experiments, or a workload with optimizers of your choice. Running it again does only what is missing.",
            "adashift-bench run fig3-mlp --profile quick",
            "adashift-bench run --all --profile standard --jobs 2",
            "adashift-bench run --workload mnist-mlp --optimizer 'adam[lr=0.001|0.01]' --optimizer adashift --steps 2000 --seeds 0..2",
            "adashift-bench run my-experiment.yaml --plugin MyOptimizer.dll");
        options.AddTo(verb);
        verb.SetAction((parsed, _) => RunAsync(options.Read(parsed), terminal));
        return verb;
    }

    static async Task<int> RunAsync(RunOrder order, Terminal terminal)
    {
        var catalog = BuiltIn.Discover(order.PluginFiles);
        var datasets = KnownDatasets.Of(catalog);
        foreach (var problem in catalog.Problems.Select(problem => problem.ToString()).Concat(datasets.Problems))
            terminal.Error.WriteLine($"warning: left out: {problem}");
        var plans = order.Plan(new ExperimentLibrary(BuiltIn.ExperimentFolder), catalog, MachineChecks.All(datasets));
        order.CheckFolders(plans);
        var run = new PlannedExperiment(plans, order, catalog);
        var summaries = await run.RunAsync(terminal);
        return RunReport.Write(summaries, terminal);
    }
}
