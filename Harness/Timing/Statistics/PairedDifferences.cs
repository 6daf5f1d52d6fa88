namespace AdaShift.Bench.Timing.Statistics;

/// <summary>
/// Differences a − b between two arms that share their seeds: what the seed decides (initial parameters, batches) cancels out.
/// </summary>
/// <param name="Seeds">The seeds both arms have, ascending.</param>
/// <param name="Values">a − b, one a seed, in the order of <paramref name="Seeds"/>.</param>
public sealed record PairedDifferences(IReadOnlyList<long> Seeds, IReadOnlyList<double> Values)
{
    public int N => Values.Count;

    /// <summary>The mean difference; NaN without pairs.</summary>
    public double Mean => N == 0 ? double.NaN : Summary.Of(Values).Mean;

    public static PairedDifferences Of(IReadOnlyDictionary<long, double> a, IReadOnlyDictionary<long, double> b)
    {
        long[] seeds = [.. a.Keys.Where(b.ContainsKey).Order()];
        return new(seeds, [.. seeds.Select(seed => a[seed] - b[seed])]);
    }
}
