using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>The most probable tokens of a row of logits, and their normalisation, in two passes over the row.</summary>
/// <param name="count">Tokens to keep.</param>
sealed class TopTokens(int count)
{
    readonly float[] logits = new float[count];
    readonly int[] ids = new int[count];
    int found;

    /// <summary>Falling in probability; ties by rising id. Fewer than asked for if the row has fewer numbers above −∞.</summary>
    public ReadOnlySpan<int> Ids => ids.AsSpan(0, found);

    /// <summary>log Σ exp of the row.</summary>
    public double LogSum { get; private set; }

    /// <param name="rank">Index into <see cref="Ids"/>.</param>
    /// <returns>In nats.</returns>
    public double LogProbability(int rank) => logits[rank] - LogSum;

    public void Scan(ReadOnlySpan<float> row)
    {
        found = 0;
        var vectors = MemoryMarshal.Cast<float, Vector512<float>>(row);
        var tail = vectors.Length * Vector512<float>.Count;
        var lowest = Vector512.Create(float.NegativeInfinity); // of the tokens kept
        for (var i = 0; i < vectors.Length; i++)
        {
            var above = Vector512.GreaterThan(vectors[i], lowest).ExtractMostSignificantBits();
            if (above == 0) continue;
            for (; above != 0; above &= above - 1) Offer(row, (i * Vector512<float>.Count) + (int)ulong.TrailingZeroCount(above));
            lowest = Vector512.Create(Lowest);
        }

        for (var i = tail; i < row.Length; i++) Offer(row, i);
        LogSum = found == 0 ? double.NaN : logits[0] + Math.Log(SumOfExponentials(row, vectors, tail));
    }

    float Lowest => found < count ? float.NegativeInfinity : logits[^1];

    void Offer(ReadOnlySpan<float> row, int id)
    {
        var logit = row[id];
        if (!(logit > Lowest)) return;
        if (found < count) found++;
        var rank = found - 1;
        for (; rank > 0 && logits[rank - 1] < logit; rank--) (logits[rank], ids[rank]) = (logits[rank - 1], ids[rank - 1]);
        (logits[rank], ids[rank]) = (logit, id);
    }

    /// <returns>Σ exp(x − largest).</returns>
    double SumOfExponentials(ReadOnlySpan<float> row, ReadOnlySpan<Vector512<float>> vectors, int tail)
    {
        var (largest, sum) = (Vector512.Create(logits[0]), Vector512<float>.Zero);
        foreach (var vector in vectors) sum += Vector512.Exp(vector - largest);
        var rest = 0.0;
        foreach (var logit in row[tail..]) rest += Math.Exp(logit - logits[0]);
        return Vector512.Sum(sum) + rest;
    }
}
