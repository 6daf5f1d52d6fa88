using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On small files in exactly the format of the official ones.</summary>
public sealed class Iwslt15EnViTests : IDisposable
{
    readonly TempFolder folder = new();

    public Iwslt15EnViTests()
    {
        Write("train.en", "Rachel Pike : The science behind a climate headline\nI &apos;d like to talk to you today .\n\n");
        Write("train.vi", "Khoa học đằng sau một tiêu đề về khí hậu\nHôm nay tôi muốn nói với các bạn .\n\n");
        Write("tst2012.en", "How can I speak in 10 minutes ?\n");
        Write("tst2012.vi", "Làm sao tôi có thể trình bày trong 10 phút ?\n");
        Write("tst2013.en", "When I was little .\n");
        Write("tst2013.vi", "Khi tôi còn nhỏ .\n");
        Write("vocab.en", "<unk>\n<s>\n</s>\nRachel\n:\nThe\nscience\n.\nI\n&apos;d\n");
        Write("vocab.vi", "Khoa\nhọc\n.\n");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Tst2012_is_dev_and_tst2013_is_test()
    {
        var corpus = new Iwslt15EnVi().Read(folder.Path);
        (corpus.Train.Count, corpus.Dev.Count, corpus.Test.Count).ShouldBe((2, 1, 1));
        corpus.Train.Target[0].ShouldBe("Khoa học đằng sau một tiêu đề về khí hậu");
        corpus.Dev.Source.ShouldBe(["How can I speak in 10 minutes ?"]);
        corpus.Test.Target.ShouldBe(["Khi tôi còn nhỏ ."]);
        corpus.Tokenized.ShouldBeTrue();
        corpus.Dropped.Single().ShouldBe(new("empty lines", 1));
    }

    [Fact]
    public void The_vocabularies_are_tensorflow_nmts()
    {
        var english = WordVocabulary.Read(folder["vocab.en"]);
        english.Count.ShouldBe(10);
        english.Encode("I &apos;d The sea .").ShouldBe([8, 9, 5, Vocabulary.Unknown, 7]);
        english.Decode([8, 9, 0, 7, 2, 3]).ShouldBe("I &apos;d <unk> .");
        // Its check_vocab puts the markers first where the file has none.
        WordVocabulary.Read(folder["vocab.vi"]).Encode("Khoa học .").ShouldBe([3, 4, 5]);
    }

    [Fact]
    public void Missing_data_says_where_it_is_and_what_to_type() =>
        Should.Throw<DataMissingException>(() => new Iwslt15EnVi().Load(new DataStore(folder["store"]))).Message.ShouldEndWith(
            "Download train, tst2012, tst2013 and vocab, each .en and .vi (IWSLT'15 English-Vietnamese), from "
            + "https://nlp.stanford.edu/projects/nmt/, then point at it. Type: adashift-bench data fetch iwslt15-envi --from PATH");

    [Fact]
    public void Other_files_under_their_names_are_refused() =>
        Should.Throw<DataFetchException>(() => new DataStore(folder["store"]).Import(new Iwslt15EnVi(), folder.Path)).Message
            .ShouldContain("train.en has 91 bytes, expected 13,603,614");

    void Write(string name, string text) => folder.Write(name, Encoding.UTF8.GetBytes(text));
}
