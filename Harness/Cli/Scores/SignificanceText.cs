using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Cli.Scores;

/// <summary>What a paired test's table means; the heading is sacreBLEU's.</summary>
static class SignificanceText
{
    /// <param name="baseline">Its name in the table.</param>
    public static string Of(Resampling paired, string baseline, bool colors)
    {
        var isBootstrap = paired.Kind == ResamplingKind.Bootstrap;
        var test = isBootstrap
            ? FormattableString.Invariant($"Paired bootstrap resampling test with {paired.Samples} resampling trials")
            : FormattableString.Invariant($"Paired approximate randomization test with {paired.Samples} trials");
        var rule = new string('-', test.Length);
        var scores = isBootstrap ? "the score, with the mean and the 95% interval of resampled scores in brackets" : "the score";
        return $"""
            {rule}
            {test}
            {rule}
             - Every system is compared with {Paint(Color.Yellow, baseline)} on the same segments.
               A cell shows {scores}.

             - {Paint(Color.Green, "Null hypothesis")}: the system and the {Paint(Color.Yellow, "baseline")} are equally good, and their
               difference is chance. p is about the probability of a difference at least as large, up or down, if so.

             - p < 0.05 is marked with "*": chance hardly explains the difference. Other p-values are {Paint(Color.Red, "shown in red")}.

             - A small p says that a difference would be seen again on other segments, not that it matters.

            """;

        string Paint(Color color, string text) => colors ? color.Paint(text) : text;
    }
}
