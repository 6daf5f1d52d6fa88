namespace AdaShift.Bench.Records;

/// <summary>What one run's folder holds, as far as it got.</summary>
/// <param name="Spec">As planned.</param>
/// <param name="Record">Null if it has not started.</param>
/// <param name="Events">In the order of their steps; a half-written last line is not an event.</param>
/// <param name="Result">Null if it is running, was interrupted or has not started.</param>
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

    /// <summary>Where the artefacts of an evaluation are.</summary>
    public static string ArtefactFolder(string runFolder, long step) =>
        Path.Combine(runFolder, "artefacts", FormattableString.Invariant($"step-{step:D9}"));
}
