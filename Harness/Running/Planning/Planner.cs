namespace AdaShift.Bench.Running;

/// <summary>Turns experiments into plans. Everything is validated before anything runs, and all problems are reported at once.</summary>
public sealed class Planner(PluginCatalog catalog)
{
    /// <summary>The devices a plan may name.</summary>
    public static IReadOnlyList<string> Devices { get; } = ["cpu", "cuda"];

    /// <summary>Data set's name → what is wrong with it, with the command that repairs it; null when it is ready.</summary>
    public Func<string, string?> DatasetProblem { get; init; } = _ => null;

    /// <summary>"cuda" → why it cannot be used; null when it can. Never asked about the CPU.</summary>
    public Func<string, string?> DeviceProblem { get; init; } = _ => null;

    internal PluginCatalog Catalog => catalog;

    /// <exception cref="PlanException">Every problem, each with file, line and column.</exception>
    public Plan Plan(Experiment experiment, PlanRequest request) => Plan([() => experiment], request)[0];

    /// <summary>Plans several experiments; those that cannot be read are reported with the problems of the others.</summary>
    /// <inheritdoc cref="Plan(Experiment, PlanRequest)"/>
    public IReadOnlyList<Plan> Plan(IEnumerable<Func<Experiment>> experiments, PlanRequest request)
    {
        var plans = new List<Plan>();
        var problems = new List<string>();
        foreach (var read in experiments)
        {
            try
            {
                var draft = new PlanDraft(read(), request, this);
                plans.Add(draft.Build());
                problems.AddRange(draft.Problems.Select(p => p.ToString()));
            }
            catch (PlanException unreadable)
            {
                problems.AddRange(unreadable.Problems);
            }
        }

        return problems.Count == 0 ? plans : throw new PlanException([.. problems.Distinct(StringComparer.Ordinal)]);
    }
}

/// <summary>What to run of an experiment, and on what.</summary>
/// <param name="Seeds">Instead of the experiment's own; null for those.</param>
/// <param name="Device">cpu or cuda.</param>
public sealed record PlanRequest(string Profile, SeedList? Seeds = null, string Device = "cpu");

/// <summary>A plan that cannot be run. Every problem is listed, each with its place; the message is all of them, one per line.</summary>
public sealed class PlanException(IReadOnlyList<string> problems) : Exception(string.Join('\n', problems))
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
