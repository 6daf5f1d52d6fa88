namespace AdaShift.Bench.Datasets;

/// <summary>SplitMix64: a 64-bit counter through a mixing function. The same numbers on every platform and in every version.</summary>
/// <remarks>
/// Steele, Lea, Flood: Fast splittable pseudorandom number generators, OOPSLA 2014; constants of the public-domain reference by Vigna.
/// </remarks>
struct SplitMix64(ulong state)
{
    const ulong GoldenGamma = 0x9E3779B97F4A7C15; // 2^64 / golden ratio, odd

    ulong state = state;

    /// <summary>
    /// A generator of its own for each (seed, number): neither its start nor its sequence overlaps those of its neighbours.
    /// </summary>
    public static SplitMix64 For(long seed, long number) => new(Mix(Mix((ulong)seed + GoldenGamma) + (ulong)number));

    public ulong Next() => Mix(state += GoldenGamma);

    /// <summary>Uniform in [0, bound), without bias. Lemire: Fast random integer generation in an interval, TOMACS 2019.</summary>
    public ulong Below(ulong bound)
    {
        var high = Math.BigMul(Next(), bound, out var low);
        if (low >= bound) return high;
        var reject = (0 - bound) % bound; // 2^64 mod bound
        while (low < reject) high = Math.BigMul(Next(), bound, out low);
        return high;
    }

    static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
