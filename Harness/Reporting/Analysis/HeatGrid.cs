using System.Globalization;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Values over a plane, as a run leaves them in an artefact <c>NAME.grid.csv</c>: a line of three names, then x, y and value a line.
/// </summary>
/// <param name="File">The artefact's name.</param>
/// <param name="Xs">Ascending.</param>
/// <param name="Ys">Ascending.</param>
/// <param name="Values">[x, y]: the mean over the runs that have a finite one; NaN where none has.</param>
/// <param name="N">Runs that left the artefact.</param>
/// <param name="Partial">Points where some runs have a finite value and others none: the mean is over those that have.</param>
public sealed record HeatGrid(
    string File, string X, string Y, string Value, IReadOnlyList<double> Xs, IReadOnlyList<double> Ys, double[,] Values, int N, int Partial)
{
    public const string Ending = ".grid.csv";

    /// <summary>The grids of an arm, each by the newest evaluation of each run; without those that are <see cref="Unreadable"/>.</summary>
    public static IReadOnlyList<HeatGrid> Of(Arm arm) =>
    [
        .. arm.Counted.SelectMany(Newest).GroupBy(f => f.name, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => Mean(g.Key, [.. g.Select(f => Read(f.path)).OfType<Points>()])).OfType<HeatGrid>(),
    ];

    /// <summary>Artefacts that the records name and that are not there, or are no grid: a report lists them and does not fail.</summary>
    public static IEnumerable<string> Unreadable(Run run) => Newest(run).Where(f => Read(f.path) is null).Select(f => f.name);

    static IEnumerable<(string name, string path)> Newest(Run run) =>
        from evaluation in run.Evaluations.Reverse().Where(e => e.Artefacts is { Count: > 0 }).Take(1)
        from name in evaluation.Artefacts!
        where name.EndsWith(Ending, StringComparison.Ordinal)
        select (name, Path.Combine(RecordedRun.ArtefactFolder(run.Recorded.Folder, evaluation.Step), name));

    static Points? Read(string path)
    {
        try
        {
            return Parse(System.IO.File.ReadAllLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    static Points? Parse(string[] lines)
    {
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
        var partial = xs.SelectMany(x => ys.Select(y => Found(runs, (x, y)).Count())).Count(found => found > 0 && found < runs.Count);
        return new(name, runs[0].X, runs[0].Y, runs[0].Value, xs, ys, values, runs.Count, partial);
    }

    static double MeanAt(IReadOnlyList<Points> runs, (double, double) at) => Found(runs, at).DefaultIfEmpty(double.NaN).Average();

    static IEnumerable<double> Found(IReadOnlyList<Points> runs, (double, double) at) =>
        runs.Select(r => r.Values.GetValueOrDefault(at, double.NaN)).Where(double.IsFinite);

    sealed record Points(string X, string Y, string Value, IReadOnlyDictionary<(double x, double y), double> Values);
}
