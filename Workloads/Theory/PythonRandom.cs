namespace AdaShift.Bench.Workloads;

/// <summary>
/// Python's <c>random.seed(n)</c> and <c>random.random()</c>: the Mersenne twister MT19937, 53 bits of two of its numbers. The authors'
/// script for Figure 1 draws its gradients from it.
/// </summary>
/// <remarks>
/// Matsumoto &amp; Nishimura 1998, mt19937ar. A draw depends on all before it, so the draws are asked for in order; going back starts over.
/// </remarks>
/// <param name="seed">A whole number below 2³², as the key of the twister.</param>
sealed class PythonRandom(uint seed)
{
    const int Size = 624, Middle = 397;
    const uint Upper = 0x80000000, Lower = 0x7fffffff;

    readonly uint[] state = new uint[Size];
    int next;
    long drawn = -1;

    /// <param name="number">From 1.</param>
    /// <returns>The draw of that number, in [0, 1).</returns>
    public double Draw(long number)
    {
        if (drawn < 0 || number <= drawn) Begin();
        while (drawn < number - 1) Next();
        return Next();
    }

    double Next()
    {
        drawn++;
        var (high, low) = (Word() >> 5, Word() >> 6);
        return ((high * 67108864.0) + low) * (1.0 / 9007199254740992.0); // 2²⁶, 2⁻⁵³
    }

    /// <summary>init_by_array with the seed as the only key.</summary>
    void Begin()
    {
        state[0] = 19650218;
        for (uint i = 1; i < Size; i++) state[i] = (1812433253 * Mixed(i - 1)) + i;
        var at = 1;
        for (var k = 0; k < Size; k++) Step(ref at, (Mixed((uint)at - 1) * 1664525) ^ state[at], seed);
        for (var k = 1; k < Size; k++) Step(ref at, (Mixed((uint)at - 1) * 1566083941) ^ state[at], 0 - (uint)at);
        state[0] = Upper;
        (next, drawn) = (Size, 0);
    }

    uint Mixed(uint i) => state[i] ^ (state[i] >> 30);

    void Step(ref int at, uint value, uint plus)
    {
        state[at] = value + plus;
        if (++at < Size) return;
        state[0] = state[Size - 1];
        at = 1;
    }

    uint Word()
    {
        if (next == Size) Twist();
        var y = state[next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680;
        y ^= (y << 15) & 0xefc60000;
        return y ^ (y >> 18);
    }

    void Twist()
    {
        for (var k = 0; k < Size; k++)
        {
            var y = (state[k] & Upper) | (state[(k + 1) % Size] & Lower);
            state[k] = state[(k + Middle) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908b0df);
        }

        next = 0;
    }
}
