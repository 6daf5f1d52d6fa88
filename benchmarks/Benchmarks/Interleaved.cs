using MathNet.Numerics.Statistics;

namespace AdaShift.Bench.Benchmarks;

/// <summary>Two arms, measured in blocks in the order A B B A, so that drift of the machine affects both alike.</summary>
static class Interleaved
{
    const double BlockSeconds = 0.2;
    const double WarmUpSeconds = 3;

    /// <param name="processes">Pairs of fresh processes, as where a process puts its memory changes its speed.</param>
    /// <param name="blocks">Pairs of blocks per process.</param>
    public static Comparison Compare(int processes, int blocks, Func<(ArmProcess ours, ArmProcess theirs)> start)
    {
        List<double> ours = [], theirs = [];
        for (var process = 0; process < processes; process++)
        {
            var (a, b) = start();
            using (a)
            using (b) Measure(a, b, blocks, ours, theirs);
        }

        return new(ours.Zip(theirs, (x, y) => x / y), ours, theirs);
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

/// <param name="Ratios">Ours / theirs, over pairs of neighbouring blocks.</param>
/// <param name="Ours">Nanoseconds of an iteration, block by block.</param>
sealed record Comparison(IEnumerable<double> Ratios, IEnumerable<double> Ours, IEnumerable<double> Theirs)
{
    public double Ratio => Ratios.Median();

    /// <summary>"0.931× [0.902, 0.957]": the median, and the quartiles.</summary>
    public override string ToString() =>
        FormattableString.Invariant($"{Ratio:0.000}× [{Ratios.LowerQuartile():0.000}, {Ratios.UpperQuartile():0.000}]");
}
