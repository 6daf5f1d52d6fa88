using System.Text.Json;

namespace AdaShift.Bench.Records;

/// <summary>What one run's folder holds, as far as it got.</summary>
/// <param name="Spec">As planned.</param>
/// <param name="Record">Null when it has not started.</param>
/// <param name="Events">In the order of their steps; a half-written last line is no event.</param>
/// <param name="Result">Null when it is running, was interrupted or has not started.</param>
/// <param name="Problems">Files or lines that could not be read, each with its reason.</param>
public sealed record RecordedRun(
    string Folder,
    RunSpec Spec,
    RunRecord? Record,
    IReadOnlyList<EventRecord> Events,
    ResultRecord? Result,
    IReadOnlyList<string> Problems)
{
    public string Name => Path.GetFileName(Folder);

    /// <summary>The evaluations alone.</summary>
    public IEnumerable<EventRecord> Evaluations => Events.Where(e => e.Kind == EventRecord.Evaluated);

    /// <summary>Never throws for what is in the folder: what cannot be read becomes a problem.</summary>
    public static RecordedRun Read(string folder, RunSpec spec)
    {
        var problems = new List<string>();
        var record = ReadFile(Path.Combine(folder, RunRecord.FileName), RecordJson.ReadRun, problems);
        var events = ReadEvents(Path.Combine(folder, EventRecord.FileName), problems);
        var result = ReadFile(Path.Combine(folder, ResultRecord.FileName), RecordJson.ReadResult, problems);
        return new(folder, spec, record, events, result, problems);
    }

    /// <summary>Where the artefacts of an evaluation lie.</summary>
    public static string ArtefactFolder(string runFolder, long step) =>
        Path.Combine(runFolder, "artefacts", FormattableString.Invariant($"step-{step:D9}"));

    static IReadOnlyList<EventRecord> ReadEvents(string file, List<string> problems)
    {
        try
        {
            return EventLines.Read(file, problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: {e.Message}");
            return [];
        }
    }

    static T? ReadFile<T>(string file, Func<string, T> read, List<string> problems)
        where T : class
    {
        if (!File.Exists(file)) return null;
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: {e.Message}{(RecordedExperiment.IsDamaged(e) ? " The command of its run makes it anew." : "")}");
            return null;
        }
    }
}
