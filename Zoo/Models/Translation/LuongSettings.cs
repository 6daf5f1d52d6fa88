namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>The sizes of a <see cref="LuongModel"/>. The defaults are tensorflow/nmt's for IWSLT'15 (iwslt15.json).</summary>
/// <param name="SourceVocabulary">Ids of the source language.</param>
/// <param name="TargetVocabulary">Ids of the target language, <c>&lt;s&gt;</c> and <c>&lt;/s&gt;</c> among them.</param>
/// <param name="Units">Width of an embedding, of every LSTM and of the attention layer.</param>
/// <param name="Dropout">The share of every LSTM's inputs that is set to 0 in training.</param>
/// <param name="InitRange">Weights start as U(−r, r).</param>
/// <param name="ForgetBias">Where the biases of the forget gates start; other biases start at 0.</param>
public sealed record LuongSettings(
    int SourceVocabulary,
    int TargetVocabulary,
    int Units = 512,
    double Dropout = 0.2,
    double InitRange = 0.1,
    double ForgetBias = 1)
{
    /// <summary>Layers of the decoder. The encoder's one bidirectional layer counts as two: each direction starts a layer.</summary>
    public const int Layers = 2;

    /// <summary>The id of <c>&lt;s&gt;</c>, which a translation starts from.</summary>
    public int Start { get; init; } = 1;

    /// <summary>The id of <c>&lt;/s&gt;</c>, which ends a translation.</summary>
    public int End { get; init; } = 2;

    /// <returns>What is wrong with the settings; empty if nothing is.</returns>
    public IEnumerable<string> Validate()
    {
        if (SourceVocabulary < 1) yield return $"A source vocabulary of {SourceVocabulary} ids: at least 1 is needed.";
        if (TargetVocabulary < 2) yield return $"A target vocabulary of {TargetVocabulary} ids: at least 2 are needed.";
        if (Units < 1) yield return $"{Units} units: at least 1 is needed.";
        if (!(Dropout is >= 0 and < 1)) yield return FormattableString.Invariant($"A dropout of {Dropout}: it must be in [0, 1).");
        if (!(InitRange > 0 && double.IsFinite(InitRange)))
            yield return FormattableString.Invariant($"An initial range of {InitRange}: it must be positive and finite.");
        if (!double.IsFinite(ForgetBias)) yield return FormattableString.Invariant($"A forget bias of {ForgetBias}: it must be finite.");
        if (Start < 0 || Start >= TargetVocabulary) yield return $"The start id {Start} is outside [0, {TargetVocabulary}).";
        if (End < 0 || End >= TargetVocabulary) yield return $"The end id {End} is outside [0, {TargetVocabulary}).";
        if (Start == End) yield return $"The start id and the end id are both {Start}: they must differ.";
    }
}
