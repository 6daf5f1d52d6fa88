using System.Globalization;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>What <c>run</c> was asked to do.</summary>
sealed record RunOrder
{
    /// <summary>Names or paths; empty stands for all, unless <see cref="AdHoc"/> is given.</summary>
    public required IReadOnlyList<string> Experiments { get; init; }

    public AdHocRequest? AdHoc { get; init; }

    public required string Profile { get; init; }

    /// <summary>Instead of the experiments' own; null for those.</summary>
    public SeedList? Seeds { get; init; }

    public required string Device { get; init; }

    public required SchedulerSettings Settings { get; init; }

    /// <summary>Every run gets a folder of its own in it.</summary>
    public required string Output { get; init; }

    public IReadOnlyList<string> PluginFiles { get; init; } = [];

    /// <exception cref="PlanException">Every problem of every experiment.</exception>
    public IReadOnlyList<Plan> Plan(ExperimentLibrary library, PluginCatalog catalog, PlanChecks checks)
    {
        if (AdHoc is not null) return [Planner.Plan(AdHoc, Device, catalog, checks)];
        var names = Experiments.Count > 0 ? Experiments.Distinct(StringComparer.Ordinal) : library.Names;
        List<string> problems = [];
        var experiments = names.Select(name => Try(() => library.Read(name), problems)).OfType<Experiment>().ToList();
        var plans = Try(() => Planner.Plan(experiments, new PlanRequest(Profile, Seeds, Device), catalog, checks), problems);
        return plans is not null && problems.Count == 0 ? plans : throw new PlanException(problems);
    }

    /// <summary>Hours may pass before a run comes to its folder: what is wrong with it is said now.</summary>
    /// <exception cref="PlanException">Every folder that a run cannot work in.</exception>
    public void CheckFolders(IReadOnlyList<Plan> plans)
    {
        var folders = plans.Select(plan => (plan, folder: FolderOf(plan))).ToList();
        var shared = folders.GroupBy(run => Path.GetFullPath(run.folder), StringComparer.Ordinal).Where(runs => runs.Skip(1).Any())
            .Select(runs => $"{runs.Count()} experiments are named '{runs.First().plan.Experiment.Name}' and would share '{runs.Key}'. "
                + "Run them one at a time, each with its own --out.");
        string[] problems = [.. shared, .. folders.Select(run => Scheduler.Validate(run.plan, run.folder)).OfType<string>()];
        if (problems.Length > 0) throw new PlanException(problems);
    }

    static T? Try<T>(Func<T> plan, List<string> problems)
        where T : class
    {
        try
        {
            return plan();
        }
        catch (PlanException wrong)
        {
            problems.AddRange(wrong.Problems);
            return null;
        }
    }

    /// <summary>Runs of different length are different comparisons: they get different folders.</summary>
    public string FolderOf(Plan plan) => Path.Combine(Output, $"{plan.Experiment.Name}-{(AdHoc is null ? Profile : Length(AdHoc))}");

    static string Length(AdHocRequest run) => run.Length.Steps is { } steps
        ? string.Create(CultureInfo.InvariantCulture, $"{steps}-steps")
        : string.Create(CultureInfo.InvariantCulture, $"{run.Length.Epochs}-epochs");
}
