namespace AdaShift.Bench.Datasets.Tests;

public sealed class DescriptionPairsTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly Tally dropped = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_synopsis_and_each_paragraph_are_pairs_with_their_source_package()
    {
        Lists.Add("gcc-12-doc", "gcc-12 (12.2.0-14)",
            "GNU compiler (documentation)\n This is a\n compiler.\n .\n It is fast.",
            "compilateur GNU – documentation\n C'est un compilateur.\n .\n Il est\n rapide.").Write();
        Read().ShouldBe(
        [
            new("gcc-12", "gcc-12-doc", DescriptionPart.Synopsis, "GNU compiler (documentation)", "compilateur GNU – documentation"),
            new("gcc-12", "gcc-12-doc", DescriptionPart.Paragraph, "This is a compiler.", "C'est un compilateur."),
            new("gcc-12", "gcc-12-doc", DescriptionPart.Paragraph, "It is fast.", "Il est rapide."),
        ]);
        dropped.Counts.ShouldBeEmpty();
    }

    [Fact]
    public void Items_of_lists_are_pairs_without_their_bullets_and_tables_are_told_apart()
    {
        Lists.Add("tool", null,
            "a tool\n Features:\n  * reads files\n    and folders\n  - writes them\n .\n   raw   table\n   of two lines\n .\n The end.",
            "un outil\n Caractéristiques :\n –⋅lit les fichiers et\n les dossiers⋅;\n –⋅les écrit.\n .\n   table brute\n .\n La fin.")
            .Write();
        Read().Skip(1).Select(pair => (pair.Part, pair.English, pair.Other)).ShouldBe(
        [
            (DescriptionPart.Paragraph, "Features:", "Caractéristiques :"),
            (DescriptionPart.Item, "reads files and folders", "lit les fichiers et les dossiers⋅;"),
            (DescriptionPart.Item, "writes them", "les écrit."),
            (DescriptionPart.Verbatim, "raw   table of two lines", "table brute"),
            (DescriptionPart.Paragraph, "The end.", "La fin."),
        ]);
    }

    [Fact]
    public void Where_the_paragraphs_differ_only_the_synopsis_is_a_pair_and_that_is_counted()
    {
        Lists.Add("tool", null, "a tool\n One.\n .\n Two.", "un outil\n Un. Deux.").Write();
        Read().Single().English.ShouldBe("a tool");
        dropped.Counts.Single().ShouldBe(new("long descriptions whose paragraphs do not match", 1));
    }

    [Fact]
    public void Descriptions_are_paired_by_their_MD5_not_by_their_package()
    {
        Lists.Add("b-tool", "tool", "a tool", "un outil").Add("a-tool", "other", "a tool", null)
            .Add("new", null, "a new tool", null).Write();
        var lists = Directory.GetFiles(folder.Path, "*Translation-fr").Single();
        File.AppendAllText(lists, "Package: gone\nDescription-md5: 00000000000000000000000000000000\nDescription-fr: disparu\n");
        Read().ShouldBe([new("other", "a-tool", DescriptionPart.Synopsis, "a tool", "un outil")]);
        dropped.Counts.Single().ShouldBe(new("descriptions without the English one", 1));
    }

    AptLists Lists => new(folder.Path);

    List<DebianPair> Read() => [.. DescriptionPairs.Read(folder.Path, "fr", dropped, default)];
}
