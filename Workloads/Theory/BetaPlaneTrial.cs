using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Fills the plane row by row; leaves it as the artefact <c>plane.grid.csv</c>.</summary>
sealed class BetaPlaneTrial : Trial
{
    readonly int grid;
    readonly PlaneValue show;
    readonly PlanePoint point;
    readonly double beyond;
    readonly double[,] values; // [β1, β2]; NaN where not yet, or not to be found
    readonly Point latest;
    int rows;

    /// <param name="beyond">In the median, it stands for a point whose value is not finite.</param>
    public BetaPlaneTrial(RunContext run, int grid, PlaneValue show, PlanePoint point, double beyond)
        : base(run)
    {
        (this.grid, this.show, this.point, this.beyond) = (grid, show, Own(point), beyond);
        values = new double[grid, grid];
        latest = AddPlayer(Player.DefaultName, new Point());
        Keep("rows", () => rows, value => rows = (int)value);
        Keep("values", SaveValues, LoadValues);
    }

    public override void TrainStep(StepLog log)
    {
        if (rows < grid) FillRow();
        log.Loss("batch/loss", latest.Theta.detach().sum());
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        if (rows == 0) return;
        var known = Enumerable.Range(0, rows).SelectMany(Row).ToList();
        evaluation.Add("plane/wrong-share", (double)known.Count(IsWrong) / known.Count);
        evaluation.Add("plane/median", Median([.. known.Select(v => double.IsFinite(v) ? v : beyond)]));
        if (known.Any(double.IsFinite)) evaluation.Add("plane/rises", Rising());
        evaluation.AddText("plane.grid.csv", Csv());
    }

    void FillRow()
    {
        using var unrecorded = no_grad();
        for (var j = 0; j < grid; j++)
            values[rows, j] = point.Of(RuleSettings.With(Players[0].Rule, ("Beta1", Beta(rows)), ("Beta2", Beta(j))));
        rows++;
        latest.Theta.fill_(Row(rows - 1).Where(double.IsFinite).DefaultIfEmpty(0).Average());
    }

    double Beta(int number) => (double)number / grid;

    IEnumerable<double> Row(int i) => Enumerable.Range(0, grid).Select(j => values[i, j]);

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

    void SaveValues(Snapshot to)
    {
        using var all = tensor(values.Cast<double>().ToArray());
        to.Put("grid", all);
    }

    void LoadValues(Snapshot from)
    {
        var all = from.GetTensor("grid").data<double>().ToArray();
        for (var k = 0; k < all.Length; k++) values[k / grid, k % grid] = all[k];
    }

    static double Median(double[] numbers)
    {
        Array.Sort(numbers);
        return numbers[numbers.Length / 2];
    }
}
