namespace AdaShift.Bench.Scoring;

/// <summary>What a metric counts in every segment. A corpus' score follows from the sums, so resampling segments is cheap.</summary>
public sealed class SegmentStatistics
{
    readonly int width;
    readonly int[] counts; // [segment, count]

    internal SegmentStatistics(int width, int[] counts, int? references)
    {
        (this.width, this.counts) = (width, counts);
        (Segments, References) = (counts.Length / width, references);
    }

    public int Segments { get; }

    /// <summary>References per segment; null if the number varies.</summary>
    public int? References { get; }

    /// <summary>The sum over all segments.</summary>
    public long[] Sum()
    {
        var sum = new long[width];
        for (var segment = 0; segment < Segments; segment++) AddTo(sum, segment);
        return sum;
    }

    /// <summary>Adds a segment's counts.</summary>
    public void AddTo(Span<long> sum, int segment)
    {
        var row = counts.AsSpan(segment * width, width);
        for (var i = 0; i < row.Length; i++) sum[i] += row[i];
    }
}
