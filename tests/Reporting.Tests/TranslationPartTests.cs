using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting.Tests;

public sealed class TranslationPartTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    static readonly string[] references =
        [.. Enumerable.Range(0, 60).Select(i => $"the quick brown fox number {i} jumps over the lazy dog")];

    /// <summary>Right but for one word in so many sentences.</summary>
    static string Wrong(string reference) => reference.Replace("brown fox", "red cat");

    [Fact]
    public void A_clear_difference_is_significant_and_a_small_one_is_not()
    {
        var panel = PanelOf(("A", i => i % 2 == 0 ? references[i] : Wrong(references[i])), ("B", i => references[i]),
            ("C", i => i % 2 == 0 || i == 1 ? references[i] : Wrong(references[i])));
        var rows = BleuDifference.Of([.. panel.Arms.Select(arm => (arm, RunTranslation.Of(arm)))]);
        rows.Select(r => r.Arm).ShouldBe(["B", "C"]);
        rows[0].Differences[0].ShouldBeGreaterThan(10);
        (rows[0].PValues[0], rows[0].Significant).ShouldBe((1 / 1001.0, 1));
        rows[1].PValues[0].ShouldBeGreaterThan(0.05);
        rows[1].Significant.ShouldBe(0);
    }

    [Fact]
    public void Ten_sentences_are_shown_with_the_translation_of_each_arm()
    {
        var part = TranslationPart.Of(PanelOf(("A", i => references[i]), ("B", _ => "")))!;
        var table = part.Blocks.OfType<Table>().Last();
        table.Rows.Count.ShouldBe(10 * 4);
        table.Rows.Take(4).Select(row => string.Concat(row[1].Text.Select(t => t.Content))).ShouldBe(
            ["source 0", references[0], references[0], "(empty)"]);
        table.Rows[^4][0].Text.Single().Content.ShouldBe("Source 55");
        part.Blocks.OfType<Paragraph>().Last().Text.Single().Content.ShouldContain("training pairs: 100");
    }

    [Fact]
    public void Without_translations_there_is_no_part_and_a_damaged_file_is_a_problem()
    {
        TranslationPart.Of(PanelOf()).ShouldBeNull();
        var panel = PanelOf(("A", i => references[i]));
        var run = panel.Arms[0].Runs[0];
        File.WriteAllText(run.NewestArtefacts.Single().Path, "{");
        RunTranslation.Unreadable(run).ShouldBe([TranslationRecord.FileName]);
        RunTranslation.Of(panel.Arms[0]).ShouldBeEmpty();
    }

    static RunSpec Spec(string label) => new(
        "t", "standard", "nmt", label, new Dictionary<string, string> { ["model"] = label }, null, null, [], 0, new(Steps: 50), "cpu");

    Panel PanelOf(params (string Label, Func<int, string> Translate)[] arms) => new(
        "t", "T", new(RecordJson.FormatVersion, "t", null, null, "standard", [], new Dictionary<string, RunSpec>(), [], [], ""), null,
        [.. arms.Select(arm => new Arm(arm.Label, Spec(arm.Label), [Translated(arm.Label, arm.Translate)]))]);

    /// <summary>A run that translated 60 sentences at its end.</summary>
    Run Translated(string label, Func<int, string> translate)
    {
        var run = folder.At(label);
        var artefacts = Directory.CreateDirectory(RecordedRun.ArtefactFolder(run, 50)).FullName;
        TranslatedSegment[] segments =
            [.. references.Select((reference, i) => new TranslatedSegment($"source {i}", reference, translate(i)))];
        var data = new Dictionary<string, string> { ["training pairs"] = "100" };
        var record = new TranslationRecord("nrefs:1", Tokenized: false, data, segments);
        File.WriteAllText(Path.Combine(artefacts, TranslationRecord.FileName), RecordJson.Write(record));
        var ended = new ResultRecord(
            RecordJson.FormatVersion, RunStatus.Completed, 50, null, new Dictionary<string, double>(), PhaseSeconds.Zero, 1, 0, 0,
            DateTimeOffset.UnixEpoch, Processor: null);
        var evaluation = new EventRecord(EventRecord.Evaluated, 50, null, new Dictionary<string, double>(), PhaseSeconds.Zero,
            Artefacts: [TranslationRecord.FileName]);
        return new(new RecordedRun(run, Spec(label), null, [evaluation], ended, []));
    }

    public void Dispose() => folder.Dispose();
}
