namespace AdaShift.Bench.Scoring;

/// <summary>Counts one segment after the other; has a corpus' vocabulary.</summary>
abstract class SegmentCounter
{
    /// <param name="references">At least one.</param>
    /// <param name="counts">One row of <see cref="SegmentStatistics"/>, all 0; filled.</param>
    public abstract void Count(string hypothesis, IReadOnlyList<string> references, Span<int> counts);
}
