namespace AdaShift.Bench.Records;

/// <summary>A translated test set: the artefact <see cref="FileName"/> of a run's last evaluation.</summary>
/// <param name="Score">How BLEU is computed: sacreBLEU's signature.</param>
/// <param name="Tokenized">Whether spaces separate the tokens of the data already: then BLEU is tensorflow/nmt's, else sacreBLEU's.</param>
/// <param name="Data">Facts of the sentences and vocabularies, by name: checksums, pairs, sentences that were cut.</param>
public sealed record TranslationRecord(
    string Score, bool Tokenized, IReadOnlyDictionary<string, string> Data, IReadOnlyList<TranslatedSegment> Segments)
{
    public const string FileName = "translations.json";
}

/// <summary>A sentence, its translation in the data, and a model's.</summary>
public sealed record TranslatedSegment(string Source, string Reference, string Translation);
