using System.Globalization;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Values over a plane, read from an artefact <c>NAME.grid.csv</c>: a line of three names, then lines of x, y and value.
/// </summary>
/// <param name="File">The artefact's name.</param>
/// <param name="Xs">Ascending.</param>
/// <param name="Ys">Ascending.</param>
/// <param name="Values">[x, y]: the mean over the runs with a finite value; NaN if there is none.</param>
/// <param name="N">Runs with the artefact.</param>
/// <param name="Partial">Points at which only some runs have a finite value; the mean is over those.</param>
public sealed record HeatGrid(
    string File, string X, string Y, string Value, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, double[,] Values, int N, int Partial)
{
    public const string Ending = ".grid.csv";

    /// <summary>Ascending.</summary>
    public IReadOnlyList<double> Finite => field ??= [.. Values.Cast<double>().Where(double.IsFinite).Order()];

    /// <summary>A quantile of the finite values.</summary>
    public double Quantile(double share) => Finite[(int)Math.Round(share * (Finite.Count - 1))];

    /// <summary>The readable grids of an arm, from the newest evaluation of each run.</summary>
    public static IReadOnlyList<HeatGrid> Of(Arm arm) =>
    [
        .. from run in arm.Counted
           from artefact in Grids(run)
           let plane = Read(artefact.Path)
           where plane is not null
           group plane by artefact.Name into planes
           orderby planes.Key
           select Mean(planes.Key, [.. planes]),
    ];

    /// <summary>Artefacts named in the records that are missing or not a grid. A report lists them and does not fail.</summary>
    public static IEnumerable<string> Unreadable(Run run) => Grids(run).Where(f => Read(f.Path) is null).Select(f => f.Name);

    static IEnumerable<RunArtefact> Grids(Run run) => run.NewestArtefacts.Where(a => a.Name.EndsWith(Ending, StringComparison.Ordinal));

    static Plane? Read(string path)
    {
        try
        {
            string[][] lines = [.. System.IO.File.ReadAllLines(path).Where(line => line.Length > 0).Select(line => line.Split(','))];
            if (lines is not [[var x, var y, var value], _, ..] || lines.Any(line => line.Length != 3)) return null;
            var values = new Dictionary<(double, double), double>();
            foreach (var line in lines[1..]) values[(Number(line[0]), Number(line[1]))] = Number(line[2]);
            return new(x, y, value, values);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    static HeatGrid Mean(string file, IReadOnlyList<Plane> planes)
    {
        double[] xs = [.. planes.SelectMany(p => p.Values.Keys).Select(k => k.x).Distinct().Order()];
        double[] ys = [.. planes.SelectMany(p => p.Values.Keys).Select(k => k.y).Distinct().Order()];
        var (values, partial) = (new double[xs.Length, ys.Length], 0);
        for (var i = 0; i < xs.Length; i++)
            for (var j = 0; j < ys.Length; j++)
            {
                double[] found = [.. planes.Select(p => p.Values.GetValueOrDefault((xs[i], ys[j]), double.NaN)).Where(double.IsFinite)];
                values[i, j] = found.Length == 0 ? double.NaN : found.Average();
                if (found.Length > 0 && found.Length < planes.Count) partial++;
            }

        return new(file, planes[0].X, planes[0].Y, planes[0].Value, xs, ys, values, planes.Count, partial);
    }

    sealed record Plane(string X, string Y, string Value, IReadOnlyDictionary<(double x, double y), double> Values);
}
