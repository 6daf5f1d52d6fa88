namespace AdaShift.Bench.Datasets.Tests;

public sealed class WordVocabularyTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_most_frequent_words_follow_the_markers()
    {
        var vocabulary = WordVocabulary.Build(["b a c", "c b", "c d e"], size: 6, tokenized: true);
        vocabulary.Count.ShouldBe(6);
        // c 3, b 2, then a, d, e once each: the first in ordinal order.
        vocabulary.Encode("a b c d e").ShouldBe([5, 4, 3, 0, 0]);
    }

    [Fact]
    public void A_vocabulary_that_was_written_is_read_again()
    {
        var vocabulary = WordVocabulary.Build(["L'eau, douce."], size: 100);
        vocabulary.Write(folder["vocab"]);
        var read = WordVocabulary.Read(folder["vocab"], tokenized: false);
        read.Hash.ShouldBe(vocabulary.Hash);
        read.Decode(read.Encode("L'eau, douce.")).ShouldBe("L'eau, douce.");
        WordVocabulary.Read(folder["vocab"]).Hash.ShouldNotBe(vocabulary.Hash, "it splits lines in another way");
    }

    [Fact]
    public void Decoding_ends_at_the_end_and_refuses_what_is_no_id()
    {
        var vocabulary = WordVocabulary.Build(["a b"], size: 5, tokenized: true);
        vocabulary.Decode([1, 4, 3, 2, 3, 3]).ShouldBe("b a");
        vocabulary.Decode([]).ShouldBe("");
        Should.Throw<ArgumentOutOfRangeException>(() => vocabulary.Decode([3, 5])).Message
            .ShouldContain("The vocabulary has the ids 0 to 4.");
    }

    [Theory]
    [InlineData("<unk>\n<s>\n</s>\na\nb\na\n", "'a' is there twice, as 3 and 5.")]
    [InlineData("<unk>\n<s>\n</s>\n\nb\n", "has an empty line: line 4. Expected: a word per line.")]
    public void Bad_files_are_named(string text, string message)
    {
        File.WriteAllText(folder["vocab"], text);
        Should.Throw<InvalidDataException>(() => WordVocabulary.Read(folder["vocab"])).Message.ShouldEndWith(message);
    }

    [Fact]
    public void A_size_without_room_for_a_word_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => WordVocabulary.Build(["a"], size: 3)).Message.ShouldContain("at least 4 words");

    [Theory]
    [InlineData("l'eau (douce).", "l ￭'￭ eau (￭ douce ￭) ￭.")]
    [InlineData("well-known C++/C", "well ￭-￭ known C ￭+ ￭+ ￭/￭ C")]
    [InlineData("« oui » : 3,5 %", "« oui » : 3 ￭,￭ 5 %")]
    [InlineData("un_nom x2 e\u0301t", "un_nom x2 e\u0301t")]
    [InlineData("🎊a", "🎊￭ a")]
    [InlineData("", "")]
    public void Text_is_split_into_words_and_marks(string line, string tokens) =>
        string.Join(' ', WordSplitter.Split(line)).ShouldBe(tokens);

    [Fact]
    public void Splitting_is_reversible()
    {
        var random = SplitMix64.For(seed: 6, number: 0);
        string[] parts = ["a", "B", "é", "7", "_", ".", ",", "'", "-", "«", "🎊", " ", "日", "e\u0301", "€"];
        for (var i = 0; i < 2_000; i++)
        {
            var line = "";
            for (var length = random.Below(20); length > 0; length--)
            {
                var part = parts[random.Below((ulong)parts.Length)];
                if (part != " " || (line.Length > 0 && line[^1] != ' ')) line += part;
            }

            line = line.TrimEnd();
            WordSplitter.Join(WordSplitter.Split(line)).ShouldBe(line);
        }
    }
}
