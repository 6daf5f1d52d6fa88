using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>A run described by options instead of a file.</summary>
/// <remarks>Labels in the report are the optimizers with what differs from their defaults, however they were typed.</remarks>
public sealed record AdHocRequest
{
    public required string Workload { get; init; }

    public required IReadOnlyList<string> Optimizers { get; init; }

    public required RunLength Length { get; init; }

    public SeedList Seeds { get; init; } = SeedList.Count(1);

    public string? Schedule { get; init; }

    public string? Clip { get; init; }

    public IReadOnlyList<string> Probes { get; init; } = [];

    public Experiment ToExperiment()
    {
        List<PlanProblem> problems = [];
        if (Optimizers.Count == 0) problems.Add(new(new("--optimizer"), "there must be at least one."));
        CheckLength(problems);
        return new()
        {
            Name = Slug.Of(Workload.Split('[')[0], RunName.LongestSlug),
            Arguments = string.Join(' ', Options().Select(o => $"{o.Option} {ShellWord.Quote(o.Value)}")),
            Workload = new(Workload, new("--workload")),
            Optimizers = [.. Optimizers.Select(o => new ExperimentArm(null, new(o, new($"--optimizer {ShellWord.Quote(o)}"))))],
            Schedule = Schedule is null ? null : new(Schedule, new("--schedule")),
            Clip = Clip is null ? null : new(Clip, new("--clip")),
            Probes = [.. Probes.Select(p => new Located<string>(p, new("--probe")))],
            Profiles = [new(ExperimentProfile.Custom, new("--profile"), Length, Seeds)],
            Problems = problems,
        };
    }

    void CheckLength(List<PlanProblem> problems)
    {
        if (Length.Steps is null == Length.Epochs is null) problems.Add(new(new("--steps"), "give either --steps or --epochs."));
        if (Length.Steps is <= 0) problems.Add(new(new("--steps"), Above0(Length.Steps.Value)));
        if (Length.Epochs is { } epochs && !(epochs > 0 && double.IsFinite(epochs))) problems.Add(new(new("--epochs"), Above0(epochs)));
    }

    static string Above0(double number) => $"{Number.Format(number)} is not a number above 0.";

    /// <summary>Everything except seeds and device, which the plan adds.</summary>
    IEnumerable<(string Option, string Value)> Options()
    {
        yield return ("--workload", Workload);
        foreach (var optimizer in Optimizers) yield return ("--optimizer", optimizer);
        if (Length.Steps is { } steps) yield return ("--steps", steps.ToString(CultureInfo.InvariantCulture));
        if (Length.Epochs is { } epochs) yield return ("--epochs", Number.Format(epochs));
        if (Schedule is not null) yield return ("--schedule", Schedule);
        if (Clip is not null) yield return ("--clip", Clip);
        foreach (var probe in Probes) yield return ("--probe", probe);
    }
}
