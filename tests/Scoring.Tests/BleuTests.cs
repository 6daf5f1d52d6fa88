namespace AdaShift.Bench.Scoring.Tests;

/// <summary>Scores that sacreBLEU's own tests state, and what must hold for every smoothing.</summary>
public sealed class BleuTests
{
    const string Zahar = "Producția de zahăr primă va fi exprimată în ceea ce privește zahărul alb;";
    const string Brut = "producţia de zahăr brut se exprimă în zahăr alb;";

    static readonly string[] dog = ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."];

    static readonly string[][] dogReferences =
    [
        ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
        ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
    ];

    [Theory]
    [InlineData(4, 48.530827009929865)]
    [InlineData(1, 77.64837655275439)]
    [InlineData(3, 53.93393139430307)]
    [InlineData(6, 43.283197812670714)]
    public void A_corpus_with_two_references(int order, double score) =>
        new Bleu { MaxNgramOrder = order }.Corpus(dog, dogReferences).Value.ShouldBe(score, 1e-9);

    [Theory]
    [InlineData("this is a test", "this is a test", 0.01, 100)]
    [InlineData("test", "a test", 0.01, 36.78794411714425)]
    [InlineData("am I am a character sequence", "I am a symbol string sequence a a", 0.1, 15.557221826646018)]
    public void Raw_text_with_a_floor(string hypothesis, string reference, double floor, double score)
    {
        var bleu = new Bleu { Tokenizer = Tokenizer.Named("none"), Smoothing = Smoothing.Floor(floor), EffectiveOrder = true };
        bleu.Corpus([hypothesis], [[reference]]).Value.ShouldBe(score, 1e-9);
    }

    [Theory]
    [InlineData("exp", false, "13a", 8.493098745313148)]
    [InlineData("floor", false, "13a", 4.516881220954753)]
    [InlineData("add-k", false, "13a", 14.882560178972215)]
    [InlineData("exp", false, "none", 7.347053125977879)]
    [InlineData("exp", true, "char", 42.02678206410298)]
    public void A_sentence(string smoothing, bool lowercase, string tokenizer, double score)
    {
        var bleu = new Bleu { Smoothing = Smoothing.Named(smoothing), Lowercase = lowercase, Tokenizer = Tokenizer.Named(tokenizer) };
        bleu.Sentence(Zahar, Brut).Value.ShouldBe(score, 1e-9);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("floor")]
    [InlineData("add-k")]
    [InlineData("none")]
    public void Nothing_in_common_is_0_with_every_smoothing(string smoothing)
    {
        var bleu = new Bleu { Smoothing = Smoothing.Named(smoothing) };

        bleu.Sentence("yes", "no").Value.ShouldBe(0);
        bleu.Corpus(["yes"], [["no"]]).Value.ShouldBe(0);
        bleu.Sentence("", "no").Value.ShouldBe(0);
    }

    [Fact]
    public void Case_may_be_ignored()
    {
        new Bleu { Lowercase = true }.Sentence("Ты была", "ты была").Value.ShouldBe(100, 1e-9);
        new Bleu().Sentence("Ты была", "ты была").Value.ShouldBeLessThan(100);
    }

    [Fact]
    public void Segments_may_have_different_numbers_of_references()
    {
        var score = new Bleu().Corpus(dog, [dogReferences[0], [dogReferences[1][0], null, dogReferences[1][2]]]);

        score.Signature.ToString().ShouldStartWith("nrefs:var|");
        score.Value.ShouldBe(48.530827009929865, 1e-9);
    }

    /// <summary>sacreBLEU 2.x drops None, not ''.</summary>
    [Fact]
    public void An_empty_reference_is_one_of_no_words()
    {
        var score = new Bleu().Corpus(["a b"], [["a b c d e"], [""]]);

        score.ReferenceLength.ShouldBe(0);
        score.Signature.ToString().ShouldStartWith("nrefs:2|");
    }

    [Fact]
    public void Its_parts_are_known()
    {
        var score = new Bleu().Corpus(dog, dogReferences);

        score.Matches.ShouldBe([14, 7, 5, 3]);
        score.Ngrams.ShouldBe([17, 14, 11, 8]);
        score.Line(1).ShouldBe("BLEU|nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 48.5 "
            + "82.4/50.0/45.5/37.5 (BP = 0.943 ratio = 0.944 hyp_len = 17 ref_len = 18)");
    }

    /// <summary>Expected by nmt/scripts/bleu.py.</summary>
    [Theory]
    [InlineData("a b c d e f", "a b c d e g", 75.98356856515926)]
    [InlineData("a  b c d", "a  b c d", 100)]
    [InlineData("a b c d", "a b c d e f g h", 36.787944117144235)]
    [InlineData("a b c d x y", "a b c d", 50.813274815461476)]
    [InlineData("a b c", "a b c", 0)]
    [InlineData("a b", "c d", 0)]
    [InlineData("", "c", 0)]
    public void The_script_of_tensorflow_nmt(string hypothesis, string reference, double score) =>
        Bleu.TensorFlowNmt.Corpus([hypothesis], [[reference]]).Value.ShouldBe(score, 1e-9);

    [Fact]
    public void The_script_of_tensorflow_nmt_takes_the_shortest_reference() =>
        Bleu.TensorFlowNmt.Corpus(["a b c d"], [["a b c d e f"], ["a b"]]).ReferenceLength.ShouldBe(2);

    [Fact]
    public void Streams_of_different_length_are_refused() =>
        Should.Throw<ScoringException>(() => new Bleu().Corpus(dog, [["one", "two"]]))
            .Message.ShouldBe("There are 3 hypotheses, but 2 references in stream 1.");

    [Fact]
    public void A_segment_without_a_reference_is_named() =>
        Should.Throw<ScoringException>(() => new Bleu().Corpus(dog, [["one", null, "three"]]))
            .Message.ShouldBe("Segment 2 has no reference.");

    [Theory]
    [InlineData("13b", "Unknown tokenizer '13b'. Did you mean '13a'? Available: 13a, none, char, intl, zh.")]
    [InlineData("ja-mecab", "The tokenizer 'ja-mecab' is not supported, because it needs MeCab and a Japanese dictionary.")]
    [InlineData("flores200", "The tokenizer 'flores200' is not supported, because it needs a SentencePiece model")]
    public void An_unknown_tokenizer_is_named_with_what_there_is(string name, string message) =>
        Should.Throw<ScoringException>(() => Tokenizer.Named(name)).Message.ShouldStartWith(message);

    [Fact]
    public void An_unknown_smoothing_is_named_with_what_there_is() =>
        Should.Throw<ScoringException>(() => Smoothing.Named("flor"))
            .Message.ShouldBe("Unknown smoothing 'flor'. Did you mean 'floor'? Available: exp, floor, add-k, none.");

    [Fact]
    public void Values_that_make_no_sense_are_refused()
    {
        Should.Throw<ScoringException>(() => Smoothing.Floor(-1)).Message.ShouldContain("-1");
        Should.Throw<ScoringException>(() => new Bleu { MaxNgramOrder = 0 }).Message.ShouldContain("0");
    }
}
