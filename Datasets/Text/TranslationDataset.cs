namespace AdaShift.Bench.Datasets;

/// <summary>Sentences in two languages: a file for each language of each split, one sentence per line.</summary>
public abstract class TranslationDataset : Dataset
{
    static readonly SharedCopies<ParallelCorpus> Copies = new();

    /// <summary>The language of the first file of a pair, by its code; <see cref="ParallelCorpus.Reversed"/> translates from the other.</summary>
    public abstract string SourceLanguage { get; }

    public abstract string TargetLanguage { get; }

    /// <summary>Whether spaces separate words and punctuation already, as in the files of a benchmark; else they are plain text.</summary>
    public abstract bool Tokenized { get; }

    /// <summary>The names of the splits' files, without the language.</summary>
    protected abstract (string Train, string Dev, string Test) Splits { get; }

    /// <summary>All sentences, verified. One copy per process.</summary>
    /// <param name="store">The default store unless given.</param>
    /// <exception cref="DatasetException">It is missing or damaged; the message says what to type.</exception>
    /// <exception cref="InvalidDataException">The two files of a split have different numbers of lines.</exception>
    public ParallelCorpus Load(DataStore? store = null)
    {
        var folder = (store ?? new DataStore()).Open(this);
        return Copies.Get(folder, () => Read(folder));
    }

    /// <exception cref="InvalidDataException">The two files of a split have different numbers of lines.</exception>
    internal ParallelCorpus Read(string folder)
    {
        var dropped = new Tally();
        if (Files.Any(file => file.Path == Tally.FileName)) dropped.AddFile(Path.Combine(folder, Tally.FileName));
        var (train, dev, test) = (Lines(Splits.Train), Lines(Splits.Dev), Lines(Splits.Test));
        return new(SourceLanguage, TargetLanguage, Tokenized, train, dev, test, dropped.Counts);

        ParallelLines Lines(string split) => ParallelLines.Read(
            Path.Combine(folder, $"{split}.{SourceLanguage}"), Path.Combine(folder, $"{split}.{TargetLanguage}"), dropped);
    }
}
