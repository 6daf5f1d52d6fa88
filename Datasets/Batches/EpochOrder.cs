namespace AdaShift.Bench.Datasets;

/// <summary>The order in which an epoch visits the rows of a dataset: a pure function of (seed, epoch).</summary>
static class EpochOrder
{
    /// <summary>A uniformly drawn permutation of 0 … count−1: Fisher–Yates from the end, over <see cref="SplitMix64"/>.</summary>
    /// <remarks>Recorded runs depend on it: changing it changes every result. A test pins it.</remarks>
    public static long[] Shuffled(long count, long seed, long epoch)
    {
        var order = new long[count];
        for (var i = 0L; i < count; i++) order[i] = i;
        var random = SplitMix64.For(seed, epoch);
        for (var last = count - 1; last > 0; last--)
        {
            var pick = (long)random.Below((ulong)last + 1);
            (order[last], order[pick]) = (order[pick], order[last]);
        }

        return order;
    }
}
