namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On Debian's own descriptions, where the default store has them.</summary>
public sealed class RealDebianSentencesTests
{
    public static TheoryData<string> Names => ["debian-enfr", "debian-ende"];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_line_of_dev_or_test_is_near_one_of_another_split(string name)
    {
        var corpus = Load(name);
        foreach (var side in new Func<ParallelLines, IReadOnlyList<string>>[] { lines => lines.Source, lines => lines.Target })
        {
            var (train, dev, test) = (Words(side(corpus.Train)), Words(side(corpus.Dev)), Words(side(corpus.Test)));
            Splits.ShouldBeApart(train, dev);
            Splits.ShouldBeApart(train, test);
            Splits.ShouldBeApart(dev, test);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pairs_are_clean_and_as_many_as_the_description_says(string name)
    {
        var corpus = Load(name);
        corpus.Train.Count.ShouldBeGreaterThan(30_000);
        corpus.Dev.Count.ShouldBeInRange(850, 1_100);
        corpus.Test.Count.ShouldBeInRange(850, 1_100);
        corpus.Dropped.Values.Sum().ShouldBeGreaterThan(1_000);
        foreach (var split in new[] { corpus.Train, corpus.Dev, corpus.Test })
        {
            split.Source.Distinct().Count().ShouldBe(split.Count);
            split.Target.Distinct().Count().ShouldBe(split.Count);
            for (var i = 0; i < split.Count; i++)
                LineCleaner.Reject(new("", "", DescriptionPart.Synopsis, split.Source[i], split.Target[i])).ShouldBeNull(split.Source[i]);
        }
    }

    [Fact]
    public void Sub_words_have_the_ids_that_spm_encode_gives()
    {
        SentencePieceProgram.Run("spm_train", [], "--help");
        using var folder = new TempFolder();
        var corpus = Load("debian-enfr");
        string[] lines = [.. corpus.Dev.Source, .. corpus.Dev.Target, .. corpus.Test.Source, .. corpus.Test.Target];
        var path = new TrainedSentencePieces([.. corpus.Train.Target.Take(20_000)], 2_000).Train(new(folder.Path));
        var vocabulary = SentencePieceVocabulary.Read(path);
        lines.Select(line => string.Join(' ', vocabulary.Encode(line)))
            .ShouldBe(SentencePieceProgram.Run("spm_encode", lines, $"--model={path}", "--output_format=id"));
    }

    /// <summary>As they are: the files do not have the package's name.</summary>
    static List<string[]> Words(IReadOnlyList<string> lines) => [.. lines.Select(Wording.Of)];

    static ParallelCorpus Load(string name)
    {
        var (store, dataset) = (new DataStore(), (TranslationDataset)new DatasetCatalog()[name]);
        if (store.Status(dataset).State != DataState.Ready)
            Assert.Skip($"{dataset.Title} is not in {store.Root}: adashift-bench data fetch {name}");
        return dataset.Load(store);
    }
}
