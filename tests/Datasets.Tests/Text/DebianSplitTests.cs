namespace AdaShift.Bench.Datasets.Tests;

public sealed class DebianSplitTests
{
    static readonly string[] Templates = ["development files for {0}", "documentation for the {0} tool", "{0} version 3 shared library"];

    [Fact]
    public void A_source_package_is_in_one_split_whole_and_a_split_has_no_line_near_one_of_another()
    {
        var (train, dev, test) = Choose(Pairs(), out var dropped);
        (dev.Count, test.Count).ShouldBe((Math.Clamp(dev.Count, 60, 100), Math.Clamp(test.Count, 60, 100)));
        Splits.ShouldBeApart(train, dev, test);
        (train.Count + dev.Count + test.Count + dropped.Counts.Values.Sum()).ShouldBe(Pairs().Count);
        dropped.Counts["lines that repeat another apart from names and numbers"].ShouldBeGreaterThan(500);
        dropped.Counts["dev and test lines near one of another split"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Packages_are_taken_in_the_order_of_the_hash_of_their_names()
    {
        // Recorded results depend on it. Python's hashlib gave the order by SHA-256: src-06, 05, 04, 07, 00, 01, 02, 03.
        var language = new MadeUpLanguage(seed: 2);
        var pairs = Enumerable.Range(0, 80).Select(i => Pair($"src-0{i / 10}", language.Sentence(9), language.Sentence(9)))
            .Where((_, i) => i / 10 < 4 || i % 10 < 2).ToList(); // 4 packages of 10 pairs, 4 of 2
        var (_, dev, test) = Choose(pairs, out _);
        test.ShouldAllBe(pair => pair.Source == "src-06");
        dev.ShouldAllBe(pair => pair.Source == "src-05");
    }

    [Fact]
    public void Of_lines_that_differ_in_names_numbers_case_and_punctuation_one_is_kept()
    {
        List<DebianPair> pairs =
        [
            new("zlib", "zlib1g-dev", DescriptionPart.Synopsis, "zlib 1.2 development files", "fichiers de développement de zlib"),
            new("expat", "libexpat-dev", DescriptionPart.Synopsis, "Expat 2 - development files", "développement avec expat"),
            new("tiff", "libtiff-dev", DescriptionPart.Synopsis, "headers for libtiff", "fichiers de développement de TIFF."),
            new("png", "libpng-dev", DescriptionPart.Synopsis, "headers for libpng", "en-têtes pour libpng"),
        ];
        var (train, _, _) = Choose(pairs, out var dropped);
        // The second repeats the first in English, the third in French, and the fourth the third, although that is left out itself.
        train.ShouldBe([pairs[0]]);
        dropped.Counts.Single().Value.ShouldBe(3);
    }

    [Fact]
    public void Near_is_exactly_a_Jaccard_similarity_of_seven_tenths()
    {
        var random = SplitMix64.For(seed: 8, number: 0);
        List<string[]> lines = [.. Enumerable.Range(0, 300).Select(_ => Line(ref random))];
        var near = new NearDuplicates(lines);
        var found = 0;
        for (var i = 0; i < 300; i++)
        {
            var line = Line(ref random);
            var expected = lines.Any(other => Splits.Jaccard(line, other) >= 0.7);
            near.Contains(line).ShouldBe(expected, string.Join(' ', line));
            if (expected) found++;
        }

        found.ShouldBeInRange(20, 280);
        near.Contains(["never", "seen"]).ShouldBeFalse();

        static string[] Line(ref SplitMix64 random)
        {
            var words = new string[1 + random.Below(9)];
            for (var i = 0; i < words.Length; i++) words[i] = $"w{random.Below(12)}";
            return words;
        }
    }

    static (List<DebianPair> Train, List<DebianPair> Dev, List<DebianPair> Test) Choose(List<DebianPair> pairs, out Tally dropped) =>
        DebianSplit.Choose(pairs, dropped = new());

    /// <summary>400 packages with lines of their own, lines after a template, and lines that another has but for a word.</summary>
    static List<DebianPair> Pairs()
    {
        var language = new MadeUpLanguage(seed: 1);
        var pairs = new List<DebianPair>();
        for (var i = 0; i < 400; i++)
        {
            var name = language.Sentence(1);
            for (var line = 0; line < 5; line++) pairs.Add(Pair(name, language.Sentence(10), language.Sentence(12)));
            foreach (var template in Templates)
                pairs.Add(Pair(name, string.Format(null, template, name), $"{string.Format(null, template, name)} traduit"));
            if (i % 3 == 0) continue;
            var twin = pairs[^8];
            pairs.Add(Pair(language.Sentence(1), $"{twin.English} {language.Sentence(1)}", language.Sentence(12)));
        }

        return pairs;
    }

    static DebianPair Pair(string source, string english, string other) =>
        new(source, $"lib{source}1", DescriptionPart.Synopsis, english, other);
}
