namespace AdaShift.Bench.Datasets;

/// <summary>Sentences of Debian's package descriptions and their translations by the Debian Description Translation Project.</summary>
public abstract class DebianSentences : TranslationDataset
{
    internal const string Terms = "free software: the terms of each package described";
    internal const string Authors =
        "The descriptions of Debian's packages by their maintainers, translated by volunteers of the Debian Description Translation Project";

    private protected DebianSentences(string language)
    {
        TargetLanguage = language;
        Origin = new DebianTranslations(language);
        string[] splits = [Splits.Train, Splits.Dev, Splits.Test];
        Files =
        [
            .. splits.SelectMany(split => new[] { SourceLanguage, language }, (split, code) => Recorded($"{split}.{code}")),
            Recorded(Tally.FileName),
        ];
    }

    public override string SourceLanguage => DebianTranslations.English;

    public override string TargetLanguage { get; }

    public override bool Tokenized => false;

    public override IReadOnlyList<DataFile> Files { get; }

    public override Origin Origin { get; }

    protected override (string Train, string Dev, string Test) Splits => ("train", "dev", "test");

    static DataFile Recorded(string name) => new(name, Bytes: null, Digest: null);
}
