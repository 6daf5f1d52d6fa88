using System.Globalization;
using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Values over a plane, as a run leaves them in an artefact <c>NAME.grid.csv</c>: a line of three names, then x, y and value a line.
/// </summary>
/// <param name="File">The artefact's name.</param>
/// <param name="Xs">Ascending.</param>
/// <param name="Ys">Ascending.</param>
/// <param name="Values">[x, y]: the mean over the runs that have a finite one; NaN where none has.</param>
/// <param name="N">Runs that left the artefact.</param>
public sealed record HeatGrid(
    string File, string X, string Y, string Value, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, double[,] Values, int N)
{
    public const string Ending = ".grid.csv";

    /// <summary>
    /// The grids of an arm, each by the newest evaluation of each run. What cannot be read is left out: a report never fails for it.
    /// </summary>
    public static IReadOnlyList<HeatGrid> Of(Arm arm) =>
    [
        .. arm.Counted.SelectMany(Newest).GroupBy(f => f.name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Mean(g.Key, [.. g.Select(f => Read(f.path)).OfType<Points>()])).OfType<HeatGrid>(),
    ];

    static IEnumerable<(string name, string path)> Newest(Run run) =>
        from evaluation in run.Evaluations.Reverse().Where(e => e.Artefacts is { Count: > 0 }).Take(1)
        from name in evaluation.Artefacts!
        where name.EndsWith(Ending, StringComparison.Ordinal)
        let path = Path.Combine(RecordedCell.ArtefactFolder(run.Cell.Folder, evaluation.Step), name)
        where System.IO.File.Exists(path)
        select (name, path);

    static Points? Read(string path)
    {
        var lines = System.IO.File.ReadAllLines(path);
        if (lines.Length < 2 || lines[0].Split(',') is not [var x, var y, var value]) return null;
        var values = new Dictionary<(double, double), double>();
        foreach (var line in lines.Skip(1).Where(l => l.Length > 0))
        {
            if (line.Split(',') is not [var a, var b, var c]) return null;
            if (!Number(a, out var at) || !Number(b, out var by) || !Number(c, out var number)) return null;
            values[(at, by)] = number;
        }

        return new(x, y, value, values);
    }

    static bool Number(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);

    static HeatGrid? Mean(string name, IReadOnlyList<Points> runs)
    {
        if (runs.Count == 0) return null;
        double[] xs = [.. runs.SelectMany(r => r.Values.Keys).Select(k => k.x).Distinct().Order()];
        double[] ys = [.. runs.SelectMany(r => r.Values.Keys).Select(k => k.y).Distinct().Order()];
        var values = new double[xs.Length, ys.Length];
        for (var i = 0; i < xs.Length; i++)
            for (var j = 0; j < ys.Length; j++)
                values[i, j] = MeanAt(runs, (xs[i], ys[j]));
        return new(name, runs[0].X, runs[0].Y, runs[0].Value, xs, ys, values, runs.Count);
    }

    static double MeanAt(IReadOnlyList<Points> runs, (double, double) at) =>
        runs.Select(r => r.Values.GetValueOrDefault(at, double.NaN)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

    sealed record Points(string X, string Y, string Value, IReadOnlyDictionary<(double x, double y), double> Values);
}
