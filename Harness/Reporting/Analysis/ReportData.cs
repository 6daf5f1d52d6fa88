
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Everything a report says, before it is laid out.</summary>
/// <param name="Colours">The place of each label in the palette: one label, one colour, in the whole report.</param>
public sealed record ReportData(
    IReadOnlyList<RecordedExperiment> Folders,
    IReadOnlyList<Panel> Panels,
    IReadOnlyList<JudgedClaim> Claims,
    IReadOnlyDictionary<string, int> Colours)
{
    public IEnumerable<Run> Runs => Panels.SelectMany(p => p.Runs);

    public bool IsQuick => Panels.All(p => p.IsQuick);

    /// <exception cref="RecordException">A folder holds no records, or the records name no run.</exception>
    public static ReportData Of(IReadOnlyList<string> runFolders)
    {
        if (runFolders.Count == 0) throw new RecordException("A report needs at least one run folder.");
        List<RecordedExperiment> folders = [];
        List<RecordException> damaged = [];
        foreach (var folder in runFolders.Select(Path.GetFullPath).Distinct(StringComparer.Ordinal))
        {
            try
            {
                folders.Add(RecordedExperiment.Read(folder));
            }
            catch (RecordException e) when (e.InnerException is not null)
            {
                damaged.Add(e); // of one run: the others are reported
            }
        }
        if (folders.Count == 0) throw damaged[0];
        var panels = Analysis.Panels.Of(folders);
        if (panels.Count == 0) throw new RecordException($"No run is planned in {string.Join(", ", runFolders)}: nothing to report.");
        return new(
            folders,
            panels,
            [.. panels.SelectMany(p => p.Experiment.Claims.Select(c => Judge.Of(c, p)))],
            Places.Of(panels)) { Damaged = [.. damaged.Select(e => e.Message)] };
    }

    /// <summary>Runs that are not in it, since what they are cannot be read: why.</summary>
    public IReadOnlyList<string> Damaged { get; private init; } = [];

    /// <summary>
    /// What could not be read, with paths relative to the run's folder, so that the same records give the same words anywhere.
    /// </summary>
    public IEnumerable<string> Unreadable => Folders.SelectMany(f =>
        f.Problems.Select(p => p.Replace(f.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));
}
