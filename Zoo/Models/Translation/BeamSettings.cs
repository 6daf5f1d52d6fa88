namespace AdaShift.Bench.Zoo.Models.Translation;

/// <param name="Width">Hypotheses that are kept for each sentence; 1 is greedy search.</param>
/// <param name="LengthPenalty">
/// α of the score log P / ((5 + words) / 6)^α (Wu et al. 2016, arXiv 1609.08144, equation 14): above 0 it favours long translations.
/// </param>
/// <param name="MaxLength">Words of a translation, <c>&lt;/s&gt;</c> among them, after which it is cut; null: twice its source's.</param>
/// <param name="MaxSourceLength">Words of a source; a longer one is refused.</param>
public sealed record BeamSettings(int Width = 10, double LengthPenalty = 0, int? MaxLength = null, int MaxSourceLength = 1000)
{
    /// <returns>What is wrong with the settings; empty if nothing is.</returns>
    public IEnumerable<string> Validate()
    {
        if (Width < 1) yield return $"A beam width of {Width}: at least 1 is needed.";
        if (!(LengthPenalty >= 0 && double.IsFinite(LengthPenalty)))
            yield return FormattableString.Invariant($"A length penalty of {LengthPenalty}: it must be finite and at least 0.");
        if (MaxLength < 1) yield return $"A maximum length of {MaxLength} words: at least 1 is needed.";
        if (MaxSourceLength < 1) yield return $"A maximum source length of {MaxSourceLength} words: at least 1 is needed.";
    }

    /// <param name="logProbability">In nats.</param>
    /// <param name="words">Without <c>&lt;/s&gt;</c>, as in tensorflow/nmt.</param>
    internal double Score(double logProbability, int words) =>
        LengthPenalty == 0 ? logProbability : logProbability / Math.Pow((5.0 + words) / 6, LengthPenalty);
}
