namespace AdaShift.Bench.Running;

/// <summary>An experiment as somebody wrote it, in a file or as options. <see cref="Planner"/> checks it against the plug-ins.</summary>
public sealed record Experiment
{
    public required string Name { get; init; }

    public string? Title { get; init; }

    /// <summary>The figure or table it repeats.</summary>
    public string? Source { get; init; }

    /// <summary>What a reader of the report should know.</summary>
    public string? Notes { get; init; }

    /// <summary>What to type after <c>adashift-bench run</c> to run it again, without profile, seeds and device.</summary>
    public required string Arguments { get; init; }

    /// <summary>A workload's selector; may be a grid. Null when it could not be read.</summary>
    public Located<string>? Workload { get; init; }

    /// <summary>In the order of the report.</summary>
    public IReadOnlyList<ExperimentArm> Optimizers { get; init; } = [];

    /// <summary>For optimizers that have none of their own; null for none.</summary>
    public Located<string>? Schedule { get; init; }

    /// <inheritdoc cref="Schedule"/>
    public Located<string>? Clip { get; init; }

    public IReadOnlyList<Located<string>> Probes { get; init; } = [];

    /// <summary>For profiles that have none of their own.</summary>
    public SeedList Seeds { get; init; } = SeedList.Count(1);

    public IReadOnlyList<ExperimentProfile> Profiles { get; init; } = [];

    public IReadOnlyList<Located<Claim>> Claims { get; init; } = [];

    /// <summary>Metrics to draw over the run; empty for all that the workload has.</summary>
    public IReadOnlyList<Located<string>> Charts { get; init; } = [];

    /// <summary>What is wrong with the file itself. Such an experiment can be listed, not run.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; init; } = [];
}

/// <summary>One line of the comparison.</summary>
/// <param name="Label">Its name in the report; null stands for the optimizer with what differs from its defaults.</param>
/// <param name="Optimizer">A selector, or <c>critic=adam+generator=sgd</c>; may be a grid.</param>
/// <param name="Schedule">Its own schedule, or the word "none"; null for the experiment's.</param>
/// <param name="Clip">Its own clipping, or the word "none"; null for the experiment's.</param>
public sealed record ExperimentArm(
    Located<string>? Label, Located<string> Optimizer, Located<string>? Schedule = null, Located<string>? Clip = null);

/// <summary>How much of an experiment to run.</summary>
/// <param name="Seeds">Null for the experiment's.</param>
/// <param name="Workload">Another workload or other settings of it; null for the experiment's.</param>
/// <param name="Optimizers">Labels of those that take part; null for all.</param>
public sealed record ExperimentProfile(
    string Name,
    SourceMark At,
    RunLength Length,
    SeedList? Seeds = null,
    Located<string>? Workload = null,
    IReadOnlyList<Located<string>>? Optimizers = null)
{
    public const string Quick = "quick";
    public const string Standard = "standard";
    public const string Paper = "paper";

    /// <summary>The one profile of a run that was described on the command line.</summary>
    public const string Custom = "custom";

    /// <summary>Those that an experiment file may have.</summary>
    public static IReadOnlyList<string> Names { get; } = [Quick, Standard, Paper];
}
