namespace AdaShift.Bench.Datasets.Tests;

public sealed class SentencePieceVocabularyTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pairs_are_merged_in_the_order_of_training_and_of_equal_ones_the_leftmost()
    {
        var vocabulary = Tiny();
        vocabulary.Count.ShouldBe(11);
        vocabulary.Encode("ab").ShouldBe([5]); // "ab" before "▁a"
        vocabulary.Encode("aa").ShouldBe([6, 8]);
        vocabulary.Encode("III").ShouldBe([7, 4, 10]); // "II" and "I", not "I" and "II"
        vocabulary.Encode("  a   ab ").ShouldBe([6, 5]);
    }

    [Fact]
    public void A_stretch_of_unknown_characters_is_one_unknown()
    {
        var vocabulary = Tiny();
        vocabulary.Encode("a青空a").ShouldBe([6, 0, 8]);
        vocabulary.Encode("青 空").ShouldBe([7, 0, 7, 0]);
        vocabulary.Decode([6, 0, 8]).ShouldBe("a ⁇ a");
        vocabulary.Decode([5, 7, 8, 2, 5]).ShouldBe("ab a");
    }

    [Fact]
    public void What_is_no_model_is_named()
    {
        Should.Throw<InvalidDataException>(() => SentencePieceVocabulary.Read(folder.Write("bad.model", [1, 2, 3]))).Message
            .ShouldStartWith($"{folder["bad.model"]} is not a SentencePiece model of byte-pair encoding: ");
    }

    [Fact]
    public void Ids_and_text_are_those_of_spm_encode_and_spm_decode()
    {
        SentencePieceProgram.Run("spm_train", [], "--help");
        string[] lines = [.. Lines(), .. Difficult];
        var model = new TrainedSentencePieces(lines[..^Difficult.Length], 600).Train(new(folder.Path));
        var vocabulary = SentencePieceVocabulary.Read(model);
        string[] ids = [.. lines.Select(line => string.Join(' ', vocabulary.Encode(line)))];
        ids.ShouldBe(SentencePieceProgram.Run("spm_encode", lines, $"--model={model}", "--output_format=id"));
        lines.Select(line => vocabulary.Decode(vocabulary.Encode(line)))
            .ShouldBe(SentencePieceProgram.Run("spm_decode", ids, $"--model={model}", "--input_format=id"));
        vocabulary.Count.ShouldBe(600);
    }

    [Fact]
    public void The_same_lines_give_the_same_model_once_per_store()
    {
        SentencePieceProgram.Run("spm_train", [], "--help");
        string[] lines = [.. Lines().Take(500)];
        var one = SentencePieceVocabulary.Train(lines, 200, new(folder["one"]));
        one.Hash.ShouldBe(SentencePieceVocabulary.Train(lines, 200, new(folder["two"])).Hash);
        var model = Directory.GetFiles(folder["one"], "*.model", SearchOption.AllDirectories).Single();
        var time = File.GetLastWriteTimeUtc(model);
        SentencePieceVocabulary.Train(lines, 200, new(folder["one"])).Hash.ShouldBe(one.Hash);
        File.GetLastWriteTimeUtc(model).ShouldBe(time);
        SentencePieceVocabulary.Train(lines, 201, new(folder["one"])).Hash.ShouldNotBe(one.Hash);
    }

    [Fact]
    public void Too_few_lines_for_the_size_are_an_error_that_says_so()
    {
        SentencePieceProgram.Run("spm_train", [], "--help");
        var message = Should.Throw<InvalidOperationException>(() => SentencePieceVocabulary.Train(["a b"], 500, new(folder.Path))).Message;
        message.ShouldStartWith("A vocabulary of 500 sub-words could not be trained: spm_train ended with ");
        message.ShouldContain("Vocabulary size too high (500)");
    }

    [Fact]
    public void Without_spm_train_the_error_says_what_to_install() =>
        Should.Throw<InvalidOperationException>(() => new TrainedSentencePieces(["a"], 10, folder["no-such"]).Train(new(folder.Path)))
            .Message.ShouldEndWith("It takes spm_train, of Debian's package sentencepiece (sudo apt-get install sentencepiece).");

    static readonly string[] Difficult =
    [
        "III IIII xxxxx ........ aaaabaaaa", "青空文庫 x 青 空", "{CLÉ} « ça » … 2⁶⁴", "  two  spaces  ", "🎊🎊 e\u0301",
        "nb\u00a0sp\u202fx", "C++ & C#!", "a",
    ];

    /// <summary>4,000 made-up ones, with digits and repeated letters.</summary>
    static IEnumerable<string> Lines()
    {
        var language = new MadeUpLanguage(seed: 5);
        return Enumerable.Range(0, 4_000).Select(i => FormattableString.Invariant(
            $"{language.Sentence(6)}, {i} {new string("xyzI"[i % 4], i % 7)} {language.Sentence(3)}{new string('.', i % 5)}"));
    }

    /// <summary>After the markers 3 ab, 4 II, 5 ▁ab, 6 ▁a, 7 ▁, 8 a, 9 b, 10 I.</summary>
    SentencePieceVocabulary Tiny() => SentencePieceVocabulary.Read(folder.Write("tiny.model",
        TinySentencePiece.Of(["ab", "II", "▁ab", "▁a"], "▁", "a", "b", "I")));
}
