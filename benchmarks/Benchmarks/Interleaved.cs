using AdaShift.Bench.Timing.Statistics;

namespace AdaShift.Bench.Benchmarks;

/// <summary>Two arms, measured in blocks in the order A B B A, so that drift of the machine falls on both alike.</summary>
static class Interleaved
{
    const double BlockSeconds = 0.2;
    const double WarmUpSeconds = 3;

    /// <summary>A pair of fresh processes for each repetition: the process is the unit of replication.</summary>
    /// <param name="blocks">Pairs of blocks a process.</param>
    public static Comparison Compare(int processes, int blocks, Func<(ArmProcess ours, ArmProcess theirs)> start)
    {
        var ratios = new List<double[]>();
        List<double> ours = [], theirs = [];
        for (var process = 0; process < processes; process++)
        {
            var (a, b) = start();
            using (a)
            using (b)
            {
                var (first, second) = (ours.Count, theirs.Count);
                Measure(a, b, blocks, ours, theirs);
                ratios.Add([.. ours.Skip(first).Zip(theirs.Skip(second), (x, y) => x / y)]);
            }
        }

        return Comparison.Of(ratios, ours, theirs);
    }

    static void Measure(ArmProcess a, ArmProcess b, int blocks, List<double> ours, List<double> theirs)
    {
        var (countA, countB) = (WarmUp(a), WarmUp(b));
        for (var block = 0; block < blocks; block++)
        {
            var aFirst = block % 2 == 0;
            if (aFirst) ours.Add(a.Block(countA));
            theirs.Add(b.Block(countB));
            if (!aFirst) ours.Add(a.Block(countA));
        }
    }

    /// <returns>How many iterations make a block.</returns>
    static int WarmUp(ArmProcess arm)
    {
        var (count, seconds) = (1, 0.0);
        while (seconds < WarmUpSeconds)
        {
            var took = arm.Block(count) * count * 1e-9;
            seconds += took;
            count = Math.Max(1, (int)(count * BlockSeconds / took));
        }

        return count;
    }
}

/// <param name="Ratio">Median of ours / theirs, over pairs of neighbouring blocks.</param>
/// <param name="Ours">Median nanoseconds of an iteration.</param>
sealed record Comparison(double Ratio, ConfidenceInterval Interval, double Ours, double Theirs, int Pairs)
{
    public static Comparison Of(IReadOnlyList<double[]> ratios, IReadOnlyList<double> ours, IReadOnlyList<double> theirs)
    {
        double[] all = [.. ratios.SelectMany(group => group)];
        return new(Median(all), Bootstrap.Interval(ratios, Median), Median([.. ours]), Median([.. theirs]), all.Length);
    }

    static double Median(double[] values) => MathNet.Numerics.Statistics.Statistics.Median(values);
}
