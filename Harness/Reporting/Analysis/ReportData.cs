namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>Everything a report says, before it is laid out.</summary>
/// <param name="Damaged">Why folders were left out: their experiment.json cannot be read.</param>
public sealed record ReportData(
    IReadOnlyList<RecordedExperiment> Folders,
    IReadOnlyList<Panel> Panels,
    IReadOnlyList<JudgedClaim> Claims,
    IReadOnlyList<string> Damaged)
{
    public bool IsQuick => Panels.All(p => p.IsQuick);

    public IEnumerable<Run> Runs => Panels.SelectMany(p => p.Runs);

    /// <summary>Every run with the arm and the panel that it belongs to.</summary>
    public IEnumerable<(Panel Panel, Arm Arm, Run Run)> ArmRuns =>
        from panel in Panels
        from arm in panel.Arms
        from run in arm.Runs
        select (panel, arm, run);

    /// <summary>What could not be read; paths are relative, so that the same records give the same text anywhere.</summary>
    public IEnumerable<string> Unreadable => Folders.SelectMany(f =>
        f.Problems.Select(p => p.Replace(f.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)));

    /// <exception cref="RecordException">No folder holds readable records, or the records name no run.</exception>
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
                damaged.Add(e); // the other folders are reported
            }
        }

        if (folders.Count == 0) throw damaged[0];
        var panels = Analysis.Panels.Of(folders);
        if (panels.Count == 0) throw new RecordException($"No run is planned in {string.Join(", ", runFolders)}: nothing to report.");
        var claims = panels.SelectMany(p => p.Experiment.Claims.Select(c => Judge.Of(c, p)));
        return new(folders, panels, [.. claims], [.. damaged.Select(e => e.Message)]);
    }
}
