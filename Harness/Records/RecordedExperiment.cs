using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary>The records of one experiment, read back: <c>experiment.json</c> and a folder for each of its runs.</summary>
/// <param name="Runs">Every planned run, in ordinal order of folder names, also those that have not run.</param>
public sealed record RecordedExperiment(string Path, ExperimentRecord Experiment, IReadOnlyList<RecordedRun> Runs)
{
    /// <summary>What could not be read, each with its file; the rest is there nevertheless.</summary>
    public IEnumerable<string> Problems => Runs.SelectMany(c => c.Problems);

    /// <exception cref="RecordException">No run is there, or its experiment.json is unreadable.</exception>
    public static RecordedExperiment Read(string path)
    {
        var experiment = ReadExperiment(path);
        var runs = experiment.Runs.OrderBy(c => c.Key, StringComparer.Ordinal);
        return new(path, experiment, [.. runs.Select(c => RecordedRun.Read(System.IO.Path.Combine(path, c.Key), c.Value))]);
    }

    /// <inheritdoc cref="Read"/>
    public static ExperimentRecord ReadExperiment(string path)
    {
        var file = System.IO.Path.Combine(path, ExperimentRecord.FileName);
        if (!Directory.Exists(path)) throw new RecordException($"There is no folder '{path}'.");
        if (!File.Exists(file)) throw new RecordException($"'{path}' holds no run: it has no {ExperimentRecord.FileName}.{Nearby(path)}");
        try
        {
            return RecordJson.ReadExperiment(File.ReadAllText(file));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RecordException($"{file} is not a readable record: {e.Message}{(IsDamaged(e) ? Anew : "")}", e);
        }
    }

    const string Anew = " Delete it and give the command of its run again: it is written anew, and what is done is not run again.";

    /// <summary>A record of another version is whole: it has no place where reading ended.</summary>
    internal static bool IsDamaged(Exception e) => e is JsonException { LineNumber: not null };

    /// <summary>People often name the folder above: say which runs are in it.</summary>
    static string Nearby(string path)
    {
        var runs = Directory.EnumerateDirectories(path)
            .Where(d => File.Exists(System.IO.Path.Combine(d, ExperimentRecord.FileName)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return runs.Count == 0 ? "" : $" Runs in it: {string.Join(", ", runs)}.";
    }
}
