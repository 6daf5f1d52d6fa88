namespace AdaShift.Bench.Scoring.Tests;

/// <summary>Expected by sacreBLEU 2.6.0; the tokens are joined by '|'.</summary>
public sealed class TokenizerTests
{
    [Theory]
    [InlineData("13a", "Hello, world.", "Hello|,|world|.")]
    [InlineData("13a", "It wasn't 3,000.50!", "It|wasn't|3,000.50|!")]
    [InlineData("13a", "1990-1995 -5 x-y", "1990|-|1995|-5|x-y")]
    [InlineData("13a", "&quot;a&quot; &amp;lt; &amp;amp; <skipped>b", "\"|a|\"|<|&|amp|;|b")]
    [InlineData("13a", "a.,b ... 5.", "a|.|,|b|.|.|.|5|.")]
    [InlineData("13a", "well-\nknown\ntext", "wellknown|text")]
    [InlineData("13a", "٣.٤ ３.４", "٣|.|٤|３|.|４")]
    [InlineData("13a", "😀.😀", "😀|.|😀")]
    [InlineData("none", "a b\u00a0c\u001cd\u0085e\u2028f\u200bg\ufeff", "a|b|c|d|e|f\u200bg\ufeff")]
    [InlineData("char", "ab 😀中", "a|b|😀|中")]
    [InlineData("intl", "Hello, world. 3.5% 5.", "Hello|,|world|.|3.5|%|5.")]
    [InlineData("intl", "“a”—b §5 €3 x²", "“|a|”|—|b|§|5|€|3|x²")]
    [InlineData("intl", "𐄀𑁇a𝟘.𝟘", "𐄀|𑁇|a𝟘.𝟘")]
    [InlineData("zh", "我们 are 3.5, ok.", "我|们|are|3.5|,|ok|.")]
    [InlineData("zh", "a…b→c€d𠀀e", "a|…|b|→|c|€|d𠀀e")]
    [InlineData("zh", ".a&quot;", ".|a|&|quot|;")]
    public void A_segment_is_split_as_sacrebleu_splits_it(string tokenizer, string segment, string tokens) =>
        string.Join('|', Tokenizer.Named(tokenizer).Tokenize(segment)).ShouldBe(tokens);
}
