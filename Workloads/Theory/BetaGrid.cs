using System.Globalization;
using System.Text;

namespace AdaShift.Bench.Workloads;

/// <summary>What was found at the points of the (β1, β2) plane, filled row by row.</summary>
/// <param name="grid">Points along each β.</param>
/// <param name="show">What was found.</param>
/// <param name="beyond">In the median, it stands for a point whose value is not finite.</param>
sealed class BetaGrid(int grid, PlaneValue show, double beyond)
{
    readonly double[,] values = new double[grid, grid]; // [β1, β2]; NaN where there is nothing to be found
    int rows;

    public bool IsFull => rows == grid;

    /// <param name="valueAt">β1 and β2 → what is found there.</param>
    public void AddRow(Func<double, double, double> valueAt)
    {
        for (var j = 0; j < grid; j++) values[rows, j] = valueAt(Beta(rows), Beta(j));
        rows++;
    }

    /// <summary>Its metrics so far, and all values as the artefact <c>plane.grid.csv</c>.</summary>
    public Evaluation Evaluate()
    {
        double[] known = [.. values.Cast<double>().Take(rows * grid)];
        var evaluation = new EvaluationBuilder();
        evaluation.Add("plane/wrong-share", (double)known.Count(IsWrong) / known.Length);
        evaluation.Add("plane/median", Median([.. known.Select(v => double.IsFinite(v) ? v : beyond)]));
        if (known.Any(double.IsFinite)) evaluation.Add("plane/rises", Rising());
        return evaluation.AddText("plane.grid.csv", Csv()).Build();
    }

    double Beta(int number) => (double)number / grid;

    /// <summary>A critical C is one that was found; a θ that is not finite went the wrong way.</summary>
    bool IsWrong(double value) => show == PlaneValue.CriticalC ? double.IsFinite(value) : !double.IsFinite(value) || value > 0;

    double Rising()
    {
        var pairs = (from i in Enumerable.Range(0, rows)
                     from j in Enumerable.Range(0, grid)
                     from next in new[] { (i: i + 1, j), (i, j: j + 1) }
                     where next.i < rows && next.j < grid
                     select (here: values[i, j], there: values[next.i, next.j])).ToList();
        return (double)pairs.Count(p => double.IsNaN(p.there) || p.there >= p.here) / pairs.Count;
    }

    /// <summary>The reader of reports draws a heat map of every artefact <c>*.grid.csv</c>: x, y and value, with their names.</summary>
    string Csv()
    {
        var text = new StringBuilder(show == PlaneValue.Theta ? "β1,β2,final θ\n" : "β1,β2,critical C\n");
        for (var i = 0; i < rows; i++)
            for (var j = 0; j < grid; j++)
                text.Append(CultureInfo.InvariantCulture, $"{Beta(i)},{Beta(j)},{values[i, j]:G9}\n");
        return text.ToString();
    }

    static double Median(double[] numbers)
    {
        Array.Sort(numbers);
        return numbers[numbers.Length / 2];
    }
}
