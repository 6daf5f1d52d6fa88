using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>What <c>bleu</c> prints, character for character as sacreBLEU 2.6.0 does, and what it says of bad input.</summary>
public sealed class BleuVerbTests : IDisposable
{
    const string Signature = "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0";

    readonly TempFolder folder = new();

    public BleuVerbTests()
    {
        File.WriteAllText(folder["ref.txt"], "The dog bit the man.\nIt was not unexpected.\n");
        File.WriteAllText(folder["hyp.txt"], "The dog bit the man.\nIt wasn't surprising.\n");
        File.WriteAllText(folder["other.txt"], "A dog bit a man.\nIt was no surprise.\n");
    }

    string Ref => folder["ref.txt"];

    string Hyp => folder["hyp.txt"];

    string Other => folder["other.txt"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Json_of_two_metrics()
    {
        var said = await Bleu(Ref, "-i", Hyp, "-m", "bleu", "chrf");

        said.ShouldBe(new Said(ExitCode.Fine, $$"""
            [
            {
             "name": "BLEU",
             "score": 64.0,
             "signature": "{{Signature}}",
             "verbose_score": "80.0/62.5/66.7/75.0 (BP = 0.905 ratio = 0.909 hyp_len = 10 ref_len = 11)",
             "nrefs": "1",
             "case": "mixed",
             "eff": "no",
             "tok": "13a",
             "smooth": "exp",
             "version": "2.6.0"
            },
            {
             "name": "chrF2",
             "score": 58.5,
             "signature": "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0",
             "nrefs": "1",
             "case": "mixed",
             "eff": "yes",
             "nc": "6",
             "nw": "0",
             "space": "no",
             "version": "2.6.0"
            }
            ]

            """, ""));
    }

    [Fact]
    public async Task Text_with_confidence()
    {
        var said = await Bleu(Ref, "-i", Hyp, "-m", "bleu", "chrf", "-f", "text", "--confidence", "-w", "3");

        said.Out.ShouldBe(
            "  BLEU|nrefs:1|bs:1000|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0 = 63.982 (μ = 59.546 ± 45.602) "
            + "80.0/62.5/66.7/75.0 (BP = 0.905 ratio = 0.909 hyp_len = 10 ref_len = 11)\n"
            + "chrF2|nrefs:1|bs:1000|seed:12345|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 58.473 (μ = 60.950 ± 37.631)\n");
    }

    [Fact]
    public async Task Sentences()
    {
        var said = await Bleu(Ref, "-i", Hyp, "--sentence-level", "-w", "4");

        said.Out.ShouldBe($"BLEU|{Signature.Replace("eff:no", "eff:yes", StringComparison.Ordinal)} = 100.0000 "
            + "100.0/100.0/100.0/100.0 (BP = 1.000 ratio = 1.000 hyp_len = 6 ref_len = 6)\n"
            + $"BLEU|{Signature.Replace("eff:no", "eff:yes", StringComparison.Ordinal)} = 14.7940 "
            + "50.0/16.7/12.5/12.5 (BP = 0.779 ratio = 0.800 hyp_len = 4 ref_len = 5)\n");
    }

    [Fact]
    public async Task A_table_of_systems_with_a_paired_test()
    {
        var said = await Bleu(Ref, "-i", Hyp, Other, "-m", "bleu", "chrf", "-cw", "2", "-sh", "-f", "text", "--paired-bs");

        said.Out.ShouldEndWith(" - BLEU       #:1|bs:1000|rs:12345|c:mixed|e:no|tok:13a|s:exp|v:2.6.0\n"
            + " - chrF2++    #:1|bs:1000|rs:12345|c:mixed|e:yes|nc:6|nw:2|s:no|v:2.6.0\n");
        foreach (var line in new[]
        {
            "│  BLEU (μ ± 95% CI)  │  chrF2++ (μ ± 95% CI)  │", "│ 64.0 (59.5 ± 45.6)  │   60.2 (61.6 ± 38.1)   │",
            "│  16.6 (16.5 ± 0.2)  │   37.9 (38.0 ± 4.0)    │", "│    (p = 0.0010)*    │      (p = 0.2667)      │",
            "Paired bootstrap resampling test with 1000 resampling trials\n",
        }) said.Out.ShouldContain(line);
    }

    [Fact]
    public async Task Json_of_systems_with_a_paired_test()
    {
        var said = await Bleu(Ref, "-i", Hyp, Other, "--paired-ar", "-parn", "100");

        said.Out.ShouldContain("\"system\": \"Baseline: ");
        foreach (var line in new[] { "\"score\": 16.59038701421971", "\"p_value\": 0.42574257425742573", "\"mean\": null", "\"ci\": null" })
            said.Out.ShouldContain($"\n            {line}");
    }

    [Fact]
    public async Task A_table_for_latex()
    {
        File.Copy(Other, folder["o_1.txt"]);
        var said = await Bleu(Ref, "-i", Hyp, folder["o_1.txt"], "-f", "latex");

        said.Out.ShouldStartWith("\\begin{tabular}{rc}\n\\toprule\n");
        said.Out.ShouldContain("o\\_1.txt &  16.6  \\\\\n\\bottomrule\n\\end{tabular}\n");
    }

    [Theory]
    [InlineData("64.0\n", "The dog bit the man.\r\nIt wasn't surprising.\n")]
    [InlineData(
        "[\n    {\n        \"system\": \"System 1\",\n        \"BLEU\": \"64.0\"\n    },",
        "The dog bit the man.\tx\nIt wasn't surprising.\ty")]
    public async Task Standard_input_may_have_columns(string output, string input)
    {
        var said = await Shell.RunAsync(input, [], "bleu", Ref, "-b");

        said.Code.ShouldBe(ExitCode.Fine, said.Error);
        said.Out.ShouldStartWith(output);
    }

    [Fact]
    public async Task References_may_be_columns_of_one_file()
    {
        File.WriteAllText(folder["two.txt"], "The dog bit the man.\tA dog\nIt was not unexpected.\tIt wasn't surprising.\n");

        (await Bleu(folder["two.txt"], "-nr", "2", "-i", Hyp, "-b")).Out.ShouldBe("100.0\n");
    }

    [Theory]
    [InlineData("0.0\n", "c d e f")]
    [InlineData("100.0\n", "a  b c d")]
    public async Task The_script_of_tensorflow_nmt(string score, string hypothesis)
    {
        File.WriteAllText(folder["one.txt"], "a  b c d\n");
        var said = await Shell.RunAsync(hypothesis, [], "bleu", folder["one.txt"], "--variant", "nmt", "-f", "text");

        said.Out.ShouldStartWith("BLEU|nrefs:1|case:mixed|eff:no|tok:space|smooth:none|reflen:shortest|version:2.6.0 = " + score.Trim());
    }

    [Fact]
    public async Task The_seed_and_the_format_come_from_the_environment()
    {
        var variables = new Dictionary<string, string> { ["SACREBLEU_SEED"] = "7", ["SACREBLEU_FORMAT"] = "text" };
        (await Shell.RunAsync(variables, "bleu", Ref, "-i", Hyp, "-ci")).Out.ShouldStartWith("BLEU|nrefs:1|bs:1000|seed:7|");
    }

    [Theory]
    [InlineData("Unknown tokenizer '13b'. Did you mean '13a'? Available: 13a, none, char, intl, zh.", "-tok", "13b")]
    [InlineData("The tokenizer 'ja-mecab' is not supported", "-tok", "ja-mecab")]
    [InlineData("The tokenizer 'ko-mecab' is not supported", "-l", "en-ko")]
    [InlineData("--language-pair 'en' is not valid. Allowed: two languages, such as en-de.", "-l", "en")]
    [InlineData("--metrics 'ter' is not known. Allowed: bleu, chrf.", "-m", "ter")]
    [InlineData("--smooth-method 'flor' is not known. Did you mean 'floor'?", "-s", "flor")]
    [InlineData("--smooth-value '-1' is not valid. Allowed: a number from 0.", "--smooth-value=-1")]
    [InlineData("--width 'x' is not valid. Allowed: a whole number from 0.", "-w", "x")]
    [InlineData("--variant nmt splits on spaces: leave out --tokenize", "--variant", "nmt", "-tok", "13a")]
    [InlineData("chrF with character order 0 and word order 0 compares nothing.", "-m", "chrf", "-cc", "0")]
    [InlineData("--sentence-level is for one metric", "-sl", "-m", "bleu", "chrf")]
    [InlineData("--sentence-level has no statistical tests", "-sl", "-ci")]
    [InlineData("--paired-bs and --paired-ar are two tests", "-pbs", "-par")]
    [InlineData("A paired test is for several systems", "-pbs")]
    public async Task What_cannot_be_done_is_named(string message, params string[] words)
    {
        var said = await Bleu([Ref, "-i", Hyp, .. words]);

        said.Error.ShouldContain(message);
        said.Code.ShouldBe(ExitCode.Usage, said.Error);
        said.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_named_with_the_nearest()
    {
        var said = await Bleu(Ref, "-i", folder["hpy.txt"]);

        said.Code.ShouldBe(ExitCode.Usage);
        said.Error.ShouldContain($"There is no file '{folder["hpy.txt"]}'. Did you mean 'hyp.txt'?");
    }

    [Theory]
    [InlineData("one\n", "All files must have the same number of lines, but these differ: ")]
    [InlineData("", "has 0.")]
    public async Task Unequal_line_counts_are_named(string text, string message)
    {
        File.WriteAllText(folder["short.txt"], text);
        var said = await Bleu(Ref, "-i", folder["short.txt"]);

        said.Code.ShouldBe(ExitCode.Failed);
        said.Error.ShouldContain(message);
        said.Error.ShouldContain($"'{Ref}' has 2, '{folder["short.txt"]}' has ");
    }

    [Fact]
    public async Task Lines_that_are_not_utf8_are_named()
    {
        File.WriteAllBytes(folder["bad.txt"], [.. "a\n"u8, 0xFF, (byte)'\n']);
        var said = await Bleu(Ref, "-i", folder["bad.txt"]);

        said.Code.ShouldBe(ExitCode.Failed);
        said.Error.ShouldContain("bad.txt' is not valid utf-8 in 1 line (2).");
    }

    [Fact]
    public async Task Columns_that_are_missing_are_named()
    {
        var said = await Bleu(Ref, "-nr", "2", "-i", Hyp);

        said.Code.ShouldBe(ExitCode.Failed);
        said.Error.ShouldContain("must have 2 columns, separated by tabs, as --num-refs says, but has not in 2 lines (1, 2).");
    }

    [Fact]
    public async Task Empty_lines_are_counted_and_scored()
    {
        File.WriteAllText(folder["gap.txt"], "The dog bit the man.\n \n");
        var said = await Bleu(Ref, folder["gap.txt"], "-i", folder["gap.txt"]);

        said.Code.ShouldBe(ExitCode.Fine);
        said.Error.ShouldContain("gap.txt' is empty in 1 line (2); each counts as a translation of no words.");
        said.Error.ShouldContain("gap.txt' is empty in 1 line (2); each counts as a reference of no words.");
        (await Bleu(Ref, "-i", folder["gap.txt"], "--quiet")).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Text_that_looks_tokenized_is_noticed()
    {
        File.WriteAllText(folder["tok.txt"], string.Concat(Enumerable.Repeat("a b .\n", 100)));

        (await Bleu(folder["tok.txt"], "-i", folder["tok.txt"])).Error.ShouldContain("100 lines of");
        (await Bleu(folder["tok.txt"], "-i", folder["tok.txt"], "--force")).Error.ShouldBeEmpty();
    }

    static Task<Said> Bleu(params string[] words) => Shell.RunAsync(["bleu", .. words]);
}
