namespace AdaShift.Bench.Scoring;

/// <summary>
/// The numbers of NumPy's <c>default_rng(seed)</c>, so that intervals and p-values equal sacreBLEU's: PCG64 (XSL RR 128/64), seeded by
/// NumPy's SeedSequence.
/// </summary>
/// <remarks>
/// Sources: O'Neill, "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms", 2014, and "Developing a seed_seq
/// Alternative", 2015; Lemire, "Fast Random Integer Generation in an Interval", 2019.
/// </remarks>
sealed class NumpyGenerator
{
    static readonly UInt128 multiplier = new(0x2360ED051FC65DA4, 0x4385DF649FCCF645);

    readonly UInt128 increment;
    UInt128 state;
    uint? upperHalf; // of the last 64 bits, if it has not been used
    uint flips; // bits of 32 flips of a coin
    int flipsLeft;

    public NumpyGenerator(ulong seed)
    {
        var words = SeedWords(seed);
        increment = (new UInt128(words[2], words[3]) << 1) | 1;
        Advance();
        state += new UInt128(words[0], words[1]);
        Advance();
    }

    /// <summary>A whole number from 0, below <paramref name="bound"/>, without bias.</summary>
    public int Below(int bound)
    {
        if (bound == 1) return 0;
        var product = (ulong)Next32() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            var threshold = (uint)(-bound) % (uint)bound; // 2^32 mod bound
            while ((uint)product < threshold) product = (ulong)Next32() * (uint)bound;
        }

        return (int)(product >> 32);
    }

    /// <summary>The flip of a coin; 32 of them share one draw.</summary>
    public bool Flip()
    {
        if (flipsLeft == 0) (flips, flipsLeft) = (Next32(), 32);
        var flip = (flips & 1) == 1;
        (flips, flipsLeft) = (flips >> 1, flipsLeft - 1);
        return flip;
    }

    uint Next32()
    {
        if (upperHalf is { } half)
        {
            upperHalf = null;
            return half;
        }

        var next = Next64();
        upperHalf = (uint)(next >> 32);
        return (uint)next;
    }

    ulong Next64()
    {
        Advance();
        return ulong.RotateRight((ulong)(state >> 64) ^ (ulong)state, (int)(state >> 122));
    }

    void Advance() => state = (state * multiplier) + increment;

    /// <summary>Spreads the seed over four words.</summary>
    static ulong[] SeedWords(ulong seed)
    {
        const uint mixFactor = 0x931E8875, outFactor = 0x58F38DED;
        var hash = 0x43B0D7E5u;
        uint[] pool = [(uint)seed, (uint)(seed >> 32), 0, 0];
        for (var i = 0; i < pool.Length; i++) pool[i] = Hash(pool[i], ref hash, mixFactor);
        for (var from = 0; from < pool.Length; from++)
            for (var to = 0; to < pool.Length; to++)
                if (from != to) pool[to] = Mix(pool[to], Hash(pool[from], ref hash, mixFactor));

        hash = 0x8B51F9DD;
        var halves = new uint[8];
        for (var i = 0; i < halves.Length; i++) halves[i] = Hash(pool[i % pool.Length], ref hash, outFactor);
        return [.. Enumerable.Range(0, 4).Select(i => halves[2 * i] | ((ulong)halves[(2 * i) + 1] << 32))];
    }

    static uint Hash(uint value, ref uint hash, uint factor)
    {
        value ^= hash;
        hash *= factor;
        value *= hash;
        return value ^ (value >> 16);
    }

    static uint Mix(uint x, uint y)
    {
        var mixed = (0xCA01F9DD * x) - (0x4973F715 * y);
        return mixed ^ (mixed >> 16);
    }
}
