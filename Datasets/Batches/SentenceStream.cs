namespace AdaShift.Bench.Datasets;

/// <summary>As <see cref="BatchStream"/>, an endless stream that can continue from any position, exactly, of pairs of sentences.</summary>
/// <param name="plan">See <see cref="LengthBuckets"/>.</param>
public sealed class SentenceStream(BatchPlan plan, EncodedPairs pairs)
{
    long position;

    /// <summary>
    /// Batches handed out since the beginning. Setting it makes <see cref="Next"/> give the batch that an uninterrupted stream would.
    /// </summary>
    public long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            position = value;
        }
    }

    /// <summary>The epoch of the next batch, from 0.</summary>
    public long Epoch => position / StepsPerEpoch;

    public long StepsPerEpoch => plan.StepsPerEpoch;

    /// <summary>The next batch, new tensors of the current dispose scope.</summary>
    public SentenceBatch Next()
    {
        var rows = plan.Rows(Epoch, position % StepsPerEpoch);
        position++;
        return SentenceBatch.Create(pairs, rows);
    }
}
