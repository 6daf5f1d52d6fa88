using System.CommandLine;
using System.CommandLine.Parsing;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary>What can be typed after <c>run</c>, and what it comes to.</summary>
sealed class RunOptions
{
    const double LongestTimer = 4_294_967; // seconds; a .NET timer counts milliseconds in 32 bits

    readonly Argument<string[]> experiments = new("EXPERIMENT")
    {
        Description = "Names of experiments, or paths of .yaml files.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    readonly Option<bool> all = new("--all") { Description = "Every experiment that comes with the program." };
    readonly Option<string> profile = CommonOptions.OneOf("--profile", "How much of each experiment.", [.. ExperimentProfile.Names]);
    readonly Option<string?> workload = One("--workload", "Instead of an experiment: train this workload.");
    readonly Option<string[]> optimizer =
        Several("--optimizer", "An optimizer for the workload; a grid counts as several. May be given several times.");

    readonly Option<long?> steps = CommonOptions.Above0<long>("--steps", "Training steps for the workload.");
    readonly Option<double?> epochs =
        CommonOptions.Above0<double>("--epochs", "Passes over the data for the workload, instead of --steps.");

    readonly Option<string?> schedule = One("--schedule", "Learning-rate schedule for the workload.");
    readonly Option<string?> clip = One("--clip", "Gradient clipping for the workload.");
    readonly Option<string[]> probe = Several("--probe", "A probe that watches the workload. May be given several times.");
    readonly Option<SeedList?> seeds = new("--seeds")
    {
        Description = "Which repetitions: how many (5), a range (0..4) or a list (0,3,5).",
        HelpName = "SEEDS",
        CustomParser = ReadSeeds,
    };

    readonly Option<string> device = CommonOptions.OneOf("--device", "Where to train.", [.. Planner.Devices]);
    readonly Option<int?> jobs =
        CommonOptions.Above0<int>("--jobs", "Runs at a time; as many as there are cores for their threads when not given, 1 on a GPU.");

    readonly Option<int?> threads =
        CommonOptions.Above0<int>("--threads", "Threads of each run within an operator; 1 when not given.");

    readonly Option<double?> cellTimeout = CommonOptions.Above0<double>(
        "--run-timeout", "Seconds after which a run counts as failed.", "SECONDS", LongestTimer,
        "Allowed: up to 49 days; leave it out for no limit.");

    readonly Option<string> output = CommonOptions.Output("Folder for the records.", unlessGiven: "runs");
    readonly Option<string[]> plugin = CommonOptions.Plugin();

    public void AddTo(Command verb)
    {
        verb.Add(experiments);
        Option[] what = [all, profile, workload, optimizer, steps, epochs, schedule, clip, probe, seeds];
        Option[] how = [device, jobs, threads, cellTimeout, output, plugin];
        foreach (var option in what.Concat(how)) verb.Add(option);
    }

    /// <exception cref="UsageException">Options that do not go together.</exception>
    public RunOrder Read(ParseResult parsed)
    {
        string[] names = parsed.GetValue(experiments)!;
        var byFile = names.Length > 0 || parsed.GetValue(all);
        var byHand = ByHand(parsed).ToList();
        if (byFile && byHand.Count > 0)
            throw new UsageException(
                $"{byHand[0]} is for runs without an experiment; an experiment's file says it already. Remove one of the two.");
        if (names.Length > 0 && parsed.GetValue(all)) throw new UsageException($"--all runs every experiment: remove it or '{names[0]}'.");
        if (!byFile && parsed.GetValue(workload) is null)
        {
            var known = string.Join(", ", new ExperimentLibrary(BuiltIn.ExperimentFolder).Names);
            throw new UsageException($"What to run? Name experiments ({known}), or give --all, or --workload.");
        }

        if (!byFile && parsed.GetResult(profile) is { Implicit: false })
            throw new UsageException("--profile is for experiments; with --workload, --steps or --epochs says how long to train.");

        return new RunOrder
        {
            Experiments = names,
            AdHoc = byFile ? null : AdHoc(parsed),
            Profile = parsed.GetValue(profile)!,
            Seeds = parsed.GetValue(seeds),
            Device = parsed.GetValue(device)!,
            Settings = Settings(parsed),
            Output = parsed.GetValue(output)!,
            PluginFiles = parsed.GetValue(plugin)!,
        };
    }

    SchedulerSettings Settings(ParseResult parsed)
    {
        var each = parsed.GetValue(threads) ?? 1;
        var together = parsed.GetValue(device) == "cpu" ? Math.Max(1, Environment.ProcessorCount / each) : 1;
        return new(
            parsed.GetValue(jobs) ?? together, each, parsed.GetValue(cellTimeout) is { } seconds ? TimeSpan.FromSeconds(seconds) : null);
    }

    AdHocRequest AdHoc(ParseResult parsed) => new()
    {
        Workload = parsed.GetValue(workload)!,
        Optimizers = parsed.GetValue(optimizer)!,
        Length = new RunLength(Epochs: parsed.GetValue(epochs), Steps: parsed.GetValue(steps)),
        Seeds = parsed.GetValue(seeds) ?? SeedList.Count(1),
        Schedule = parsed.GetValue(schedule),
        Clip = parsed.GetValue(clip),
        Probes = parsed.GetValue(probe)!,
    };

    /// <summary>The options given that describe a run without an experiment.</summary>
    IEnumerable<string> ByHand(ParseResult parsed) =>
        new Option[] { workload, optimizer, steps, epochs, schedule, clip, probe }
            .Where(option => parsed.GetResult(option) is { Implicit: false })
            .Select(option => option.Name);

    static Option<string?> One(string name, string description) => new(name) { Description = description, HelpName = "SELECTOR" };

    static Option<string[]> Several(string name, string description) =>
        new(name) { Description = description, HelpName = "SELECTOR", DefaultValueFactory = _ => [] };

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
