using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Workloads;

/// <summary>The sentences that a model learns to translate.</summary>
public enum NmtData
{
    /// <summary>English to French, from the descriptions of Debian's packages: every Debian machine can fetch them.</summary>
    DebianEnfr,

    /// <summary>English to German, likewise.</summary>
    DebianEnde,

    /// <summary>English to Vietnamese, talks: tensorflow/nmt's tutorial and the paper's.</summary>
    Iwslt15Envi,
}

/// <summary>How sentences become ids.</summary>
public enum NmtVocabulary
{
    /// <summary>Sub-words of byte-pair encoding, for each language its own.</summary>
    Bpe,

    /// <summary>Whole words: those of IWSLT'15's vocabulary files, otherwise the most frequent.</summary>
    Words,
}

/// <summary>Sentences and the two vocabularies that encode them.</summary>
sealed record NmtCorpus(ParallelCorpus Corpus, Vocabulary Source, Vocabulary Target)
{
    /// <param name="reversed">Whether to translate into English.</param>
    /// <param name="size">Of each vocabulary; of no effect on IWSLT'15's words.</param>
    /// <exception cref="DatasetException">The data are missing or damaged.</exception>
    /// <exception cref="InvalidOperationException">A vocabulary could not be trained.</exception>
    public static NmtCorpus Load(NmtData data, bool reversed, NmtVocabulary vocabulary, int size, DataStore store)
    {
        var dataset = Dataset(data);
        var corpus = dataset.Load(store);
        var (first, second) = (vocabulary, dataset) switch
        {
            (NmtVocabulary.Words, Iwslt15EnVi talks) => talks.LoadVocabularies(store),
            (NmtVocabulary.Words, _) => (Words(corpus.Train.Source), Words(corpus.Train.Target)),
            _ => ((Vocabulary)Pieces(corpus.Train.Source), (Vocabulary)Pieces(corpus.Train.Target)),
        };
        return reversed ? new(corpus.Reversed, second, first) : new(corpus, first, second);

        Vocabulary Words(IReadOnlyList<string> lines) => WordVocabulary.Build(lines, size, corpus.Tokenized);
        Vocabulary Pieces(IReadOnlyList<string> lines) => SentencePieceVocabulary.Train(lines, size, store);
    }

    public static TranslationDataset Dataset(NmtData data) => data switch
    {
        NmtData.DebianEnfr => new DebianEnFr(),
        NmtData.DebianEnde => new DebianEnDe(),
        _ => new Iwslt15EnVi(),
    };
}
