namespace AdaShift.Bench.Running;

/// <summary>The builds of the harness that ran the runs that are done already: whether a run is done, its spec alone decides.</summary>
static class EarlierBuilds
{
    /// <returns>Which runs other builds ran; null when this one ran them all, as far as is known.</returns>
    public static string? Note(string folder, IEnumerable<PlannedRun> done)
    {
        var here = HarnessBuild.OfThisProcess;
        var others = done
            .Select(run => new RunFolder(Path.Combine(folder, run.Name)).TryReadRecord())
            .OfType<RunRecord>()
            .Select(record => HarnessBuild.Of(record.Environment))
            .Where(build => build.DiffersFrom(here))
            .GroupBy(build => build)
            .Select(runs => $"{Runs(runs.Count())} run by {runs.Key}")
            .ToList();
        return others.Count == 0 ? null
            : $"{string.Join(", ", others)}, this is {here}: they stay; a run into another folder does them anew";
    }

    static string Runs(int count) => count == 1 ? "1 run was" : $"{count} runs were";
}
