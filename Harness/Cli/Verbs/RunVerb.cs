using System.CommandLine;
using System.CommandLine.Parsing;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>run</c>: trains the missing runs, each in a worker process.</summary>
sealed class RunVerb
{
    const double LongestTimer = 4_294_967; // seconds; a .NET timer counts milliseconds in 32 bits

    readonly Argument<string[]> experiments = new("EXPERIMENT")
    {
        Description = "Names of experiments, or paths of .yaml files.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<bool> all = new("--all") { Description = "Every experiment that comes with the program." };
    readonly Option<string> profile = CommonOptions.OneOf("--profile", "How much of each experiment.", [.. ExperimentProfile.Names]);
    readonly Option<string?> workload = Selector<string?>("--workload", "Train this workload instead of an experiment.");
    readonly Option<string[]> optimizer =
        Selector<string[]>("--optimizer", "An optimizer for the workload; a grid counts as several. May be given several times.");

    readonly Option<long?> steps = CommonOptions.Above0<long>("--steps", "Training steps for the workload.");
    readonly Option<double?> epochs =
        CommonOptions.Above0<double>("--epochs", "Passes over the data for the workload, instead of --steps.");

    readonly Option<string?> schedule = Selector<string?>("--schedule", "Learning-rate schedule for the workload.");
    readonly Option<string?> clip = Selector<string?>("--clip", "Gradient clipping for the workload.");
    readonly Option<string[]> probe = Selector<string[]>("--probe", "A probe that watches the workload. May be given several times.");
    readonly Option<SeedList?> seeds = new("--seeds")
    {
        Description = "Which repetitions: how many (5), a range (0..4) or a list (0,3,5).",
        HelpName = "SEEDS",
        CustomParser = ReadSeeds,
    };

    readonly Option<string> device = CommonOptions.OneOf("--device", "Where to train.", [.. Planner.Devices]);
    readonly Option<int?> jobs =
        CommonOptions.Above0<int>("--jobs", "Runs at a time; by default as many as the cores allow, 1 on a GPU.");

    readonly Option<int?> threads =
        CommonOptions.Above0<int>("--threads", "Threads of each run within an operator; by default 1.");

    readonly Option<double?> timeout = CommonOptions.Above0<double>(
        "--run-timeout", "Seconds after which a run counts as failed.", "SECONDS", LongestTimer,
        "Allowed: up to 49 days; leave it out for no limit.");

    readonly Option<string> output = CommonOptions.Output("Folder for the records.", unlessGiven: "runs");
    readonly Option<string[]> plugin = CommonOptions.Plugin();

    /// <summary>The options that describe a run without an experiment.</summary>
    Option[] ByHand => [workload, optimizer, steps, epochs, schedule, clip, probe];

    public static Command Build(Terminal terminal)
    {
        var run = new RunVerb();
        var verb = new VerbCommand("run",
            "Train experiments, or a workload with optimizers of your choice. Running it again does only what is missing.",
            "adashift-bench run fig3-mlp --profile quick",
            "adashift-bench run --all --profile standard --jobs 2",
            "adashift-bench run --workload mnist-mlp --optimizer 'adam[lr=0.001|0.01]' --optimizer adashift --steps 2000 --seeds 0..2",
            "adashift-bench run my-experiment.yaml --plugin MyOptimizer.dll")
        { run.experiments, run.all, run.profile };
        foreach (var option in run.ByHand) verb.Add(option);
        foreach (var option in new Option[] { run.seeds, run.device, run.jobs, run.threads, run.timeout, run.output, run.plugin })
            verb.Add(option);
        verb.Validators.Add(typed =>
        {
            if (run.Conflict(typed) is { } conflict) typed.AddError(conflict);
        });
        verb.SetAction((parsed, _) => run.RunAsync(parsed, terminal));
        return verb;
    }

    async Task<int> RunAsync(ParseResult typed, Terminal terminal)
    {
        var catalogs = Catalogs.Discover(typed.GetValue(plugin)!).Warn(terminal);
        var queue = new ExperimentQueue(Plan(typed, catalogs), typed.GetValue(output)!, Settings(typed), catalogs.Plugins);
        queue.CheckFolders();
        return RunReport.Write(await queue.RunAsync(terminal), terminal);
    }

    /// <exception cref="PlanException">Every problem of every experiment.</exception>
    IReadOnlyList<Plan> Plan(ParseResult typed, Catalogs catalogs)
    {
        var custom = typed.GetValue(workload) is not null;
        var request = new PlanRequest(
            custom ? ExperimentProfile.Custom : typed.GetValue(profile)!, typed.GetValue(seeds), typed.GetValue(device)!);
        IReadOnlyList<string> names = typed.GetValue(all) ? Catalogs.Experiments.Names : typed.GetValue(experiments)!;
        var planned = custom
            ? [() => Described(typed)]
            : names.Distinct(StringComparer.Ordinal).Select(name => (Func<Experiment>)(() => Catalogs.Experiments.Read(name)));
        return catalogs.CreatePlanner().Plan(planned, request);
    }

    Experiment Described(ParseResult typed) => Experiment.FromOptions(
        typed.GetValue(workload)!, typed.GetValue(optimizer) ?? [], new(Epochs: typed.GetValue(epochs), Steps: typed.GetValue(steps)),
        typed.GetValue(seeds), typed.GetValue(schedule), typed.GetValue(clip), typed.GetValue(probe));

    SchedulerSettings Settings(ParseResult typed)
    {
        var each = typed.GetValue(threads) ?? 1;
        var together = typed.GetValue(device) == "cpu" ? Math.Max(1, Environment.ProcessorCount / each) : 1;
        return new(
            typed.GetValue(jobs) ?? together, each, typed.GetValue(timeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    /// <returns>Why the options cannot be combined; null if they can.</returns>
    string? Conflict(CommandResult typed)
    {
        var named = typed.GetResult(experiments)?.Tokens is [{ Value: var first }, ..] ? first : null;
        var byFile = named is not null || IsGiven(all);
        var byHand = ByHand.FirstOrDefault(IsGiven);
        return (byFile, byHand) switch
        {
            (true, { Name: var option }) =>
                $"{option} is for runs without an experiment; an experiment's file contains it. Remove one of the two.",
            (true, _) when named is not null && IsGiven(all) => $"--all runs every experiment: remove it or '{named}'.",
            (false, _) when !IsGiven(workload) =>
                $"What to run? Name experiments ({string.Join(", ", Catalogs.Experiments.Names)}), or give --all, or --workload.",
            (false, _) when IsGiven(profile) =>
                "--profile is for experiments; with --workload, give --steps or --epochs instead.",
            _ => null,
        };

        bool IsGiven(Option option) => typed.GetResult(option) is { Implicit: false };
    }

    static Option<T> Selector<T>(string name, string description) => new(name) { Description = description, HelpName = "SELECTOR" };

    static SeedList? ReadSeeds(ArgumentResult result)
    {
        try
        {
            return SeedList.Parse(result.Tokens[0].Value);
        }
        catch (FormatException wrong)
        {
            result.AddError($"--seeds: {wrong.Message}");
            return null;
        }
    }
}
