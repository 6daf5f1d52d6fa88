namespace AdaShift.Bench.Scoring;

/// <summary>Confidence of one system's score, by scores of corpora drawn from its segments with replacement.</summary>
/// <remarks>Source: Koehn, "Statistical Significance Tests for Machine Translation Evaluation", EMNLP 2004.</remarks>
public static class Bootstrap
{
    public static ConfidenceInterval Interval(Metric metric, SegmentStatistics statistics, int samples, ResamplingSeed seed) =>
        IntervalOf(Scores(metric, samples, seed, statistics)[0]);

    /// <summary>Resamples several systems alike.</summary>
    /// <returns>[system][sample]</returns>
    internal static double[][] Scores(Metric metric, int samples, ResamplingSeed seed, params SegmentStatistics[] systems)
    {
        var (generator, segments) = (seed.Generator(), systems[0].Segments);
        var scores = Array.ConvertAll(systems, _ => new double[samples]);
        var sums = Array.ConvertAll(systems, _ => new long[metric.Width]);
        for (var sample = 0; sample < samples; sample++)
        {
            foreach (var sum in sums) Array.Clear(sum);
            for (var i = 0; i < segments; i++)
            {
                var segment = generator.Below(segments);
                for (var system = 0; system < systems.Length; system++) systems[system].AddTo(sums[system], segment);
            }

            for (var system = 0; system < systems.Length; system++) scores[system][sample] = metric.Value(sums[system]);
        }

        return scores;
    }

    /// <summary>The mean, and half the distance of the scores at 2.5 % and 97.5 %.</summary>
    internal static ConfidenceInterval IntervalOf(double[] scores)
    {
        var sorted = scores.Order().ToArray();
        var cut = sorted.Length / 40;
        return new(sorted.Average(), 0.5 * (sorted[^(cut + 1)] - sorted[cut]));
    }
}
