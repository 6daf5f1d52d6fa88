using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>An experiment as it was written, in a file or as options. <see cref="Planner"/> checks it against the plug-ins.</summary>
public sealed record Experiment
{
    public required string Name { get; init; }

    public string? Title { get; init; }

    /// <summary>The figure or table that it reproduces.</summary>
    public string? Source { get; init; }

    /// <summary>Shown in the report.</summary>
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

    /// <summary>What is wrong with the file itself. Such an experiment can be listed but not run.</summary>
    public IReadOnlyList<PlanProblem> Problems { get; init; } = [];

    /// <summary>An experiment described by options instead of a file; its one profile is "custom".</summary>
    /// <remarks>Labels in the report are the optimizers with what differs from their defaults, however they were typed.</remarks>
    public static Experiment FromOptions(
        string workload, IReadOnlyList<string> optimizers, RunLength length, SeedList? seeds = null,
        string? schedule = null, string? clip = null, IReadOnlyList<string>? probes = null)
    {
        (string Option, string? Value)[] options =
        [
            ("--workload", workload),
            .. optimizers.Select(optimizer => ("--optimizer", (string?)optimizer)),
            ("--steps", length.Steps?.ToString(CultureInfo.InvariantCulture)),
            ("--epochs", length.Epochs is { } epochs ? Number.Format(epochs) : null),
            ("--schedule", schedule),
            ("--clip", clip),
            .. (probes ?? []).Select(probe => ("--probe", (string?)probe)),
        ];
        return new()
        {
            Name = Slug.Of(workload.Split('[')[0], RunName.LongestSlug),
            Arguments = string.Join(' ', options.Where(o => o.Value is not null).Select(o => $"{o.Option} {ShellWord.Quote(o.Value!)}")),
            Workload = new(workload, new("--workload")),
            Optimizers = [.. optimizers.Select(o => new ExperimentArm(null, new(o, new($"--optimizer {ShellWord.Quote(o)}"))))],
            Schedule = schedule is null ? null : new(schedule, new("--schedule")),
            Clip = clip is null ? null : new(clip, new("--clip")),
            Probes = [.. (probes ?? []).Select(p => new Located<string>(p, new("--probe")))],
            Profiles = [new(ExperimentProfile.Custom, new("--profile"), length, seeds ?? SeedList.Count(1))],
            Problems = [.. OptionProblems(optimizers.Count, length).Select(p => new PlanProblem(new(p.Option), p.Message))],
        };
    }

    static IEnumerable<(string Option, string Message)> OptionProblems(int optimizers, RunLength length)
    {
        if (optimizers == 0) yield return ("--optimizer", "there must be at least one.");
        if (length.Steps is null == length.Epochs is null) yield return ("--steps", "give either --steps or --epochs.");
        if (length.Steps is <= 0 and var steps) yield return ("--steps", $"{Number.Format((double)steps)} is not a number above 0.");
        if (length.Epochs is { } epochs && !(epochs > 0 && double.IsFinite(epochs)))
            yield return ("--epochs", $"{Number.Format(epochs)} is not a number above 0.");
    }
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
