using System.Globalization;
using System.Runtime.InteropServices;
using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;
using AdaShift.Bench.Testing.Host;

// A small command line over the toy plug-ins, so that tests can start, kill and resume real processes.
//   worker FOLDER                                   run one run
//   run FOLDER WORKLOAD OPTIMIZER STEPS SEEDS JOBS  run a plan
var catalog = PluginCatalog.Discover([typeof(ToyQuadratic).Assembly], []);
switch (args)
{
    case ["worker", var folder]:
        var every = double.Parse(Environment.GetEnvironmentVariable("TEST_CHECKPOINT_SECONDS") ?? "30", CultureInfo.InvariantCulture);
        var settings = new WorkerSettings("data") { CheckpointInterval = TimeSpan.FromSeconds(every), Grace = TimeSpan.FromSeconds(1) };
        return WorkerProgram.Run(folder, catalog, settings, TimeProvider.System);

    case ["run", var folder, var workload, var optimizer, var steps, var seeds, var jobs]:
        var experiment = Experiment.FromOptions(
            workload, [optimizer], new RunLength(Steps: Whole(steps), EvaluateEverySteps: 5), SeedList.Parse(seeds));
        var plan = new Planner(catalog).Plan(experiment, new(ExperimentProfile.Custom));
        using (var stop = new CancellationTokenSource())
        using (PosixSignalRegistration.Create(PosixSignal.SIGINT, c => { c.Cancel = true; stop.Cancel(); }))
        {
            var executor = new Scheduler(
                catalog, f => Scheduler.ThisProgram("worker", f), new((int)Whole(jobs)), TimeProvider.System);
            var summary = await executor.RunAsync(plan, folder, new Quiet(), stop.Token);
            return summary.ExitCode;
        }

    default:
        Console.Error.WriteLine("worker FOLDER | run FOLDER WORKLOAD OPTIMIZER STEPS SEEDS JOBS");
        return 2;
}

static long Whole(string text) => long.Parse(text, CultureInfo.InvariantCulture);
