namespace AdaShift.Bench.Running;

/// <summary>Every key an experiment file may have. docs/experiment.schema.json names the same; a test compares.</summary>
static class ExperimentKeys
{
    public static YamlKeys Experiment { get; } = new(
        Required: ["name", "workload", "optimizers", "profiles"],
        Optional: ["title", "source", "notes", "schedule", "clip", "probes", "seeds", "claims", "charts"]);

    public static YamlKeys Optimizer { get; } = new(Required: ["optimizer"], Optional: ["schedule", "clip"]);

    public static YamlKeys Profile { get; } = new(
        Required: [],
        Optional: ["epochs", "steps", "evaluate-every", "seeds", "workload", "optimizers"]);

    public static YamlKeys Length { get; } = new(Required: [], Optional: ["epochs", "steps"]);

    public static YamlKeys Claim { get; } = new(Required: ["says", "metric", "holds"], Optional: ["at", "margin"]);
}

sealed record YamlKeys(IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IReadOnlyList<string> All { get; } = [.. Required, .. Optional];
}
