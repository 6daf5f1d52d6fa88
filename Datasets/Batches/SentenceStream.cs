namespace AdaShift.Bench.Datasets;

/// <summary>Batches of pairs of sentences.</summary>
/// <param name="plan">See <see cref="LengthBuckets"/>.</param>
public sealed class SentenceStream(BatchPlan plan, EncodedPairs pairs) : Batches<SentenceBatch>(plan)
{
    protected override SentenceBatch Make(long position, ReadOnlyMemory<long> rows) => SentenceBatch.Create(pairs, rows);
}
