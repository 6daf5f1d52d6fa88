namespace AdaShift.Bench.Scoring;

/// <summary>A system next to a baseline.</summary>
/// <param name="PValue">Of the absolute difference of scores under "both systems are the same"; null for the baseline itself.</param>
/// <param name="Interval">With bootstrap resampling; null otherwise.</param>
public sealed record PairedResult(double Score, double? PValue, ConfidenceInterval? Interval);

/// <summary>Whether two systems' scores on the same segments differ by more than chance explains.</summary>
/// <remarks>
/// Sources: paired bootstrap resampling, Koehn 2004; approximate randomisation, Riezler and Maxwell 2005. p = (c + 1) / (samples + 1), with
/// c the samples in which the difference exceeds the observed one, as in sacreBLEU.
/// </remarks>
public static class PairedTest
{
    public static PairedResult Baseline(Metric metric, SegmentStatistics baseline, Resampling resampling) => new(
        metric.Value(baseline.Sum()),
        PValue: null,
        resampling.Kind == ResamplingKind.Bootstrap ? Bootstrap.Interval(metric, baseline, resampling.Samples, resampling.Seed) : null);

    /// <param name="baseline">Of the same segments as <paramref name="system"/>.</param>
    /// <exception cref="ScoringException">The systems have different numbers of segments.</exception>
    public static PairedResult Compare(Metric metric, SegmentStatistics baseline, SegmentStatistics system, Resampling resampling)
    {
        if (baseline.Segments != system.Segments)
            throw new ScoringException($"The baseline has {baseline.Segments} segments, the system {system.Segments}.");
        var score = metric.Value(system.Sum());
        var difference = Math.Abs(metric.Value(baseline.Sum()) - score);
        if (resampling.Kind == ResamplingKind.ApproximateRandomization)
            return new(score, PValue(Swapped(metric, baseline, system, resampling), difference), Interval: null);

        var scores = Bootstrap.Scores(metric, resampling.Samples, resampling.Seed, baseline, system);
        var differences = scores[0].Zip(scores[1], (ours, theirs) => Math.Abs(theirs - ours)).ToArray();
        var mean = differences.Average();
        return new(score, PValue(differences.Select(d => d - mean), difference), Bootstrap.IntervalOf(scores[1]));
    }

    /// <summary>Differences of two systems whose segments are exchanged at random.</summary>
    static IEnumerable<double> Swapped(Metric metric, SegmentStatistics baseline, SegmentStatistics system, Resampling resampling)
    {
        var generator = resampling.Seed.Generator();
        long[] one = new long[metric.Width], other = new long[metric.Width];
        for (var sample = 0; sample < resampling.Samples; sample++)
        {
            Array.Clear(one);
            Array.Clear(other);
            for (var segment = 0; segment < baseline.Segments; segment++)
            {
                var swapped = !generator.Flip();
                (swapped ? system : baseline).AddTo(one, segment);
                (swapped ? baseline : system).AddTo(other, segment);
            }

            yield return Math.Abs(metric.Value(one) - metric.Value(other));
        }
    }

    static double PValue(IEnumerable<double> differences, double observed)
    {
        var (larger, samples) = (0, 0);
        foreach (var difference in differences)
        {
            samples++;
            if (difference > observed) larger++;
        }

        return (larger + 1.0) / (samples + 1.0);
    }
}
