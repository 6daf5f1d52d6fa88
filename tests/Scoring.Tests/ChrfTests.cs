namespace AdaShift.Bench.Scoring.Tests;

/// <summary>Scores that sacreBLEU's own tests state.</summary>
public sealed class ChrfTests
{
    [Theory]
    [InlineData("aa", "ab", true, 8.333333333333343)]
    [InlineData("a", "a", true, 16.666666666666668)]
    [InlineData("aa", "ab", false, 25)]
    [InlineData(
        "risk assessment must be made of those who are qualified and expertise in the sector - these are the scientists .",
        "risk assessment has to be undertaken by those who are qualified and expert in that area - that is the scientists .",
        true, 63.36173005106315)]
    public void A_corpus(string hypothesis, string reference, bool epsilon, double score) =>
        new Chrf { Beta = 3, EpsilonSmoothing = epsilon }.Corpus([hypothesis], [[reference]]).Value.ShouldBe(score, 1e-9);

    [Fact]
    public void A_sentence()
    {
        const string hypothesis = "Lapali po dechu, jejich životy skončily dřív, než skutečně začaly.";
        const string reference = "Lapali po dechu a pak jejich život skončil - dřív, než skutečně mohl začít, připomněli.";

        new Chrf { EpsilonSmoothing = true }.Sentence(hypothesis, reference).Value.ShouldBe(57.15704366556671, 1e-9);
    }

    [Fact]
    public void The_reference_with_the_best_score_counts() =>
        new Chrf().Sentence("one two", "three", "one two").Value.ShouldBe(100, 1e-9);

    [Fact]
    public void Nothing_to_compare_is_refused()
    {
        Should.Throw<ScoringException>(() => new Chrf { CharacterOrder = 0 }.Sentence("a", "b")).Message.ShouldContain("compares nothing");
        Should.Throw<ScoringException>(() => new Chrf { Beta = -1 }).Message.ShouldContain("-1");
    }
}
