using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>The builds of the harness that ran the cells that are done already: whether a cell is done, its spec alone decides.</summary>
static class EarlierBuilds
{
    /// <returns>Which cells other builds ran; null when this one ran them all, as far as is known.</returns>
    public static string? Note(string folder, IEnumerable<PlannedCell> done)
    {
        var here = HarnessBuild.OfThisProcess;
        var others = done
            .Select(cell => new CellFolder(Path.Combine(folder, cell.Name)).TryReadRecord())
            .OfType<CellRecord>()
            .Select(record => HarnessBuild.Of(record.Environment))
            .Where(build => build.DiffersFrom(here))
            .GroupBy(build => build)
            .Select(cells => $"{Cells(cells.Count())} run by {cells.Key}")
            .ToList();
        return others.Count == 0 ? null
            : $"{string.Join(", ", others)}, this is {here}: they stay; a run into another folder does them anew";
    }

    static string Cells(int count) => count == 1 ? "1 cell was" : $"{count} cells were";
}
