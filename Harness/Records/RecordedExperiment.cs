namespace AdaShift.Bench.Records;

/// <summary>The records of one experiment: <c>experiment.json</c> and a folder for each of its runs.</summary>
/// <param name="Runs">Every planned run, in ordinal order of folder names, including those that have not run.</param>
public sealed record RecordedExperiment(string Path, ExperimentRecord Experiment, IReadOnlyList<RecordedRun> Runs)
{
    /// <summary>What could not be read, each with its file; everything else was.</summary>
    public IEnumerable<string> Problems => Runs.SelectMany(run => run.Problems);

    /// <exception cref="RecordException">The folder holds no experiment, or its experiment.json is unreadable.</exception>
    public static RecordedExperiment Read(string path)
    {
        var experiment = ExperimentFolder.Read(path);
        var runs = experiment.Runs.OrderBy(run => run.Key, StringComparer.Ordinal);
        return new(path, experiment, [.. runs.Select(run => new RunFolder(System.IO.Path.Combine(path, run.Key)).ReadAll(run.Value))]);
    }
}
