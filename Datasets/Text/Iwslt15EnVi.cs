namespace AdaShift.Bench.Datasets;

/// <summary>IWSLT 2015 English–Vietnamese, as the Stanford NLP group prepared it: what the tutorial tensorflow/nmt trains on.</summary>
[Dataset("iwslt15-envi", Title = "IWSLT'15 English–Vietnamese", Licence = "TED's terms: CC BY-NC-ND 4.0",
    Source = "Luong, Manning 2015: Stanford neural machine translation systems for spoken language domain; talks of TED, IWSLT 2015")]
public sealed class Iwslt15EnVi : TranslationDataset
{
    public override string Description =>
        "Sentences of TED talks, tokenized: 133,317 to train on, 1,553 for dev (tst2012) and 1,268 to test with (tst2013).";

    public override string SourceLanguage => "en";

    public override string TargetLanguage => "vi";

    public override bool Tokenized => true;

    public override IReadOnlyList<DataFile> Files { get; } =
    [
        File("train.en", 13_603_614, "c26dfeed74b6bf3752f5ca552f2412456f0de153f7c804df8717931fb3a5c78a"),
        File("train.vi", 18_074_646, "707206edf2dc0280273952c7b70544ea8a1363aa69aaeb9d70514b888dc3067d"),
        File("tst2012.en", 140_250, "b8fbcd0d4199d41276421d1f7228298df67dd9e2c5c134c2ee8cdf3ec27801e2"),
        File("tst2012.vi", 188_396, "01004078b3f36b0c46e81b65fc6851230b3c823405c76d1d82ef3b786b512ff0"),
        File("tst2013.en", 132_264, "3860ce60bc5b85d96cc2d3d580cf1bc9d62440e939c1b964676d3607c4e8f1df"),
        File("tst2013.vi", 183_855, "29af16842808da2812b8fd4d47fc05d082ba870e60ab7755090ad04b380994cd"),
        // Different copies are in circulation, and no checksum is published.
        new("vocab.en", Bytes: null, Digest: null),
        new("vocab.vi", Bytes: null, Digest: null),
    ];

    public override Origin Origin { get; } = new BringYourOwn("https://nlp.stanford.edu/projects/nmt/",
        "train, tst2012, tst2013 and vocab, each .en and .vi (IWSLT'15 English-Vietnamese),");

    protected override (string Train, string Dev, string Test) Splits => ("train", "tst2012", "tst2013");

    /// <summary>The tutorial's vocabularies: 17,191 English and 7,709 Vietnamese words.</summary>
    /// <param name="store">The default store unless given.</param>
    /// <exception cref="DatasetException">The data set is missing or damaged; the message says what to type.</exception>
    public (WordVocabulary English, WordVocabulary Vietnamese) LoadVocabularies(DataStore? store = null)
    {
        var folder = (store ?? new DataStore()).Open(this);
        return (WordVocabulary.Read(Path.Combine(folder, "vocab.en")), WordVocabulary.Read(Path.Combine(folder, "vocab.vi")));
    }

    static DataFile File(string name, long bytes, string sha256) => new(name, bytes, Digest.Sha256(sha256));
}
