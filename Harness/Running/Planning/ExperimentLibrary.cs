namespace AdaShift.Bench.Running;

/// <summary>The experiments that come with the program, and those that people name by path.</summary>
/// <param name="folder">Holds <c>NAME.yaml</c> for each; it may be missing.</param>
public sealed class ExperimentLibrary(string folder)
{
    /// <summary>In ordinal order.</summary>
    public IReadOnlyList<string> Names { get; } = !Directory.Exists(folder) ? [] :
    [
        .. Directory.EnumerateFiles(folder, "*.yaml").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal),
    ];

    /// <param name="nameOrPath">A name of <see cref="Names"/>, or the path of a .yaml file.</param>
    /// <exception cref="PlanException">There is no such experiment, or it cannot be opened.</exception>
    public Experiment Read(string nameOrPath)
    {
        if (Names.Contains(nameOrPath)) return ExperimentFile.Read(Path.Combine(folder, $"{nameOrPath}.yaml"), nameOrPath);
        var isPath = Path.GetExtension(nameOrPath) is ".yaml" or ".yml" || nameOrPath.Contains('/', StringComparison.Ordinal);
        if (isPath && File.Exists(nameOrPath)) return ExperimentFile.Read(nameOrPath);
        throw new PlanException([isPath
            ? $"There is no experiment file '{nameOrPath}'."
            : $"Unknown experiment '{nameOrPath}'.{NearestName.Among(nameOrPath, [.. Names, "or the path of a .yaml file"])}"]);
    }
}
