namespace AdaShift.Bench.Zoo.Tests.Oracles;

/// <summary>Algorithm 2 of the AdaShift paper, with equation 44 and the variants of appendix J, in plain doubles.</summary>
/// <remarks>Written from the paper alone, gradient by gradient; slow and literal on purpose. One instance is one model.</remarks>
sealed class AdaShiftOracle
{
    public required Phi Phi { get; init; }
    public required AdashiftBlock Block { get; init; }
    public AdashiftV V { get; init; } = AdashiftV.Ema;
    public required int N { get; init; }
    public required int M { get; init; }
    public required double Alpha { get; init; }
    public required double Beta1 { get; init; }
    public required double Beta2 { get; init; }
    public required double Epsilon { get; init; }

    /// <summary>θ, one array a parameter.</summary>
    public required double[][] Theta { get; init; }

    // Every gradient since the beginning; the paper's g_t is history[i][t - 1].
    List<double[]>[]? history;
    double[][]? v;
    int[]? updates;
    int blockUpdates;
    double globalV;

    /// <summary>One step of the whole model; null is a parameter without a gradient.</summary>
    public void Step(double[]?[] gradients)
    {
        var count = Theta.Length;
        history ??= [.. Theta.Select(_ => new List<double[]>())];
        v ??= [.. Theta.Select(t => new double[t.Length])];
        updates ??= new int[count];
        for (var i = 0; i < count; i++)
            if (gradients[i] is { } gradient) history[i].Add([.. gradient]);

        var moving = Enumerable.Range(0, count).Where(i => gradients[i] is not null && history[i].Count > N).ToArray();
        if (moving.Length == 0) return;
        UpdateV(moving);
        foreach (var i in moving)
        {
            var m = FirstMoment(history[i]);
            for (var k = 0; k < Theta[i].Length; k++)
            {
                var correction = V == AdashiftV.Ema ? 1 - PowerOf(Beta2, Block == AdashiftBlock.Global ? blockUpdates : updates[i]) : 1;
                var denominator = Math.Sqrt(v[i][k] / correction) + Epsilon;
                Theta[i][k] -= m[k] == 0 ? 0 : Alpha * m[k] / denominator;
            }
        }
    }

    void UpdateV(int[] moving)
    {
        blockUpdates++;
        var global = Reduce([.. moving.SelectMany(i => Shifted(i).Select(g => g * g))]);
        foreach (var i in moving)
        {
            updates![i]++;
            double[] squares = [.. Shifted(i).Select(g => g * g)];
            var own = Reduce(squares);
            for (var k = 0; k < squares.Length; k++)
            {
                var spatial = Block == AdashiftBlock.Global ? global : Phi == Phi.None ? squares[k] : own;
                if (Block != AdashiftBlock.Global) v![i][k] = Follow(v[i][k], spatial);
            }
        }

        if (Block != AdashiftBlock.Global) return;
        globalV = Follow(globalV, global);
        foreach (var i in moving) Array.Fill(v![i], globalV);
    }

    double Follow(double old, double spatial) =>
        V == AdashiftV.Ema ? (Beta2 * old) + ((1 - Beta2) * spatial) : Math.Max(Beta2 * old, spatial);

    double[] Shifted(int parameter) => history![parameter][^(N + 1)];

    double Reduce(double[] squares) => Phi == Phi.Mean ? squares.Sum() / squares.Length : squares.Max();

    double[] FirstMoment(List<double[]> gradients) => N == 0 ? AdamMoment(gradients) : WindowMoment(gradients);

    double[] WindowMoment(List<double[]> gradients)
    {
        var m = new double[gradients[0].Length];
        var total = 0.0;
        for (var i = 0; i < M; i++)
        {
            var weight = PowerOf(Beta1, i);
            total += weight;
            for (var k = 0; k < m.Length; k++) m[k] += weight * gradients[^(i + 1)][k];
        }

        return [.. m.Select(x => x / total)];
    }

    double[] AdamMoment(List<double[]> gradients)
    {
        var m = new double[gradients[0].Length];
        foreach (var gradient in gradients)
            for (var k = 0; k < m.Length; k++) m[k] = (Beta1 * m[k]) + ((1 - Beta1) * gradient[k]);
        return [.. m.Select(x => x / (1 - PowerOf(Beta1, gradients.Count)))];
    }

    /// <summary>0⁰ = 1.</summary>
    static double PowerOf(double b, int exponent)
    {
        var power = 1.0;
        for (var i = 0; i < exponent; i++) power *= b;
        return power;
    }
}
