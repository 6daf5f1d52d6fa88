namespace AdaShift.Bench.Datasets.Tests;

public sealed class LineCleanerTests
{
    [Theory]
    [InlineData("bibliothèque GNU –⋅exécution", DescriptionPart.Synopsis, "bibliothèque GNU - exécution")]
    [InlineData("library -- headers", DescriptionPart.Synopsis, "library - headers")]
    [InlineData("l’outil d’X", DescriptionPart.Synopsis, "l'outil d'X")]
    [InlineData("  deux\u00a0mots\u202f:  trois\t", DescriptionPart.Paragraph, "deux mots : trois")]
    [InlineData("lit des fichiers⋅;", DescriptionPart.Item, "lit des fichiers")]
    [InlineData("Reads files.", DescriptionPart.Item, "Reads files")]
    [InlineData("Reads files.", DescriptionPart.Paragraph, "Reads files.")]
    [InlineData("Zwischen\u200braum\u00ad", DescriptionPart.Paragraph, "Zwischenraum")]
    [InlineData("x--y well-known --option", DescriptionPart.Paragraph, "x--y well-known --option")]
    public void Lines_are_made_uniform(string line, object part, string expected) =>
        LineCleaner.Normalize(line, (DescriptionPart)part).ShouldBe(expected);

    [Theory]
    [InlineData("simple text editor", "éditeur de texte simple", null)]
    [InlineData("SDDM themes", "les thèmes de SDDM", null)]
    [InlineData("See https://example.org for more", "Voir https://example.org pour plus", "lines with a URL or an e-mail address")]
    [InlineData("write to a.b@example.org", "écrire à a.b@example.org", "lines with a URL or an e-mail address")]
    [InlineData("FLAC", "FLAC", "lines of one word or none")]
    [InlineData("1.2, 3", "*", "lines of one word or none")]
    [InlineData("Noto Sans Tamil", "noto sans Tamil.", "untranslated lines")]
    [InlineData("IMEI (International Mobile Equipment Identity)", "Mobile Equipment Identity (IMEI)", "hardly translated lines")]
    [InlineData("Tags and more", "étiquettes, marques, repères et bien d'autres choses", "lines whose lengths do not fit")]
    [InlineData("it\u0092s a tool", "c'est un outil", "mis-encoded lines")]
    [InlineData("it is a tool", "c'est \uFFFDun outil", "mis-encoded lines")]
    public void Pairs_that_are_no_good_to_learn_from_are_left_out_with_a_reason(string english, string other, string? reason) =>
        LineCleaner.Reject(Pair(english, other)).ShouldBe(reason);

    [Fact]
    public void So_are_long_lines_and_tables()
    {
        LineCleaner.Reject(Pair(Many("word", 80), Many("mots", 80))).ShouldBeNull();
        LineCleaner.Reject(Pair(Many("word", 81), Many("mots", 80))).ShouldBe("lines of more than 80 words");
        LineCleaner.Reject(Pair("a b c", "d e f") with { Part = DescriptionPart.Verbatim }).ShouldBe("tables and examples");
    }

    [Theory]
    [InlineData("It is fast. It is small!", "C'est rapide. C'est petit !", 2)]
    [InlineData("It is fast. It is small!", "C'est rapide et petit.", 1)]
    [InlineData("Use e.g. Emacs for it.", "Utilisez p. ex. emacs pour cela.", 1)]
    [InlineData("Yes. It is a small and fast tool for many things.", "C'est un petit outil rapide qui est bon pour cela. Oui.", 1)]
    [InlineData("See \"this\". \"That\" too.", "Voir « ceci ». « Cela » aussi.", 2)]
    public void Paragraphs_are_split_into_sentences_where_both_have_as_many(string english, string other, int count)
    {
        var pair = Pair(english, other) with { Part = DescriptionPart.Paragraph };
        var sentences = Sentences.Split(pair).ToList();
        sentences.Count.ShouldBe(count);
        string.Join(' ', sentences.Select(one => one.English)).ShouldBe(english);
        string.Join(' ', sentences.Select(one => one.Other)).ShouldBe(other);
    }

    static DebianPair Pair(string english, string other) => new("tool", "tool-bin", DescriptionPart.Synopsis, english, other);

    static string Many(string word, int count) => string.Join(' ', Enumerable.Repeat(word, count));
}
