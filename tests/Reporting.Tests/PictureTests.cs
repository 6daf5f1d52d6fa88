using System.Text;
using AdaShift.Bench.Reporting.Analysis;
using AdaShift.Bench.Reporting.Document;
using AdaShift.Bench.Reporting.Markdown;
using AdaShift.Bench.Reporting.Sections;

namespace AdaShift.Bench.Reporting.Tests;

public sealed class PictureTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_seed_and_its_last_evaluation_are_shown()
    {
        var arm = ArmOf(Left(3, "first"), Left(4, "second"));

        var picture = RunPicture.Of(arm).ShouldHaveSingleItem();

        (picture.File, picture.Seed, picture.Step).ShouldBe(("field.svg", 3, 50));
        Encoding.UTF8.GetString(picture.Content.Span).ShouldBe("first");
    }

    [Fact]
    public void A_picture_that_is_missing_is_named()
    {
        var run = Left(0, null);

        RunPicture.Of(ArmOf(run)).ShouldBeEmpty();
        RunPicture.Unreadable(run).ShouldBe(["field.svg"]);
    }

    [Fact]
    public void The_section_has_a_caption_for_each_arm_and_none_without_pictures()
    {
        var section = PicturePart.Of(PanelOf(ArmOf(Left(0, "x")))).ShouldNotBeNull();

        var picture = section.Blocks.OfType<Gallery>().Single().Pictures.Single();
        picture.FileName.ShouldBe("p-adam-field.svg");
        picture.Caption.ShouldBe("Adam: field.svg, seed 0, step 50");
        PicturePart.Of(PanelOf(new Arm("Adam", spec, []))).ShouldBeNull();
    }

    [Fact]
    public void In_markdown_three_stand_in_a_row()
    {
        var gallery = new Gallery([.. "abcd".Select(c => new Picture($"{c}", "png", Array.Empty<byte>(), $"{c}|"))]);
        var page = new Page("T", [gallery], []);

        MarkdownRenderer.Render(page, withPictures: true).ShouldBe("""
            # T

            | a\| | b\| | c\| |
            | --- | --- | --- |
            | ![a\|](pictures/a.png) | ![b\|](pictures/b.png) | ![c\|](pictures/c.png) |
            | d\| |  |  |
            | ![d\|](pictures/d.png) |  |  |

            """.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Pictures_of_one_name_get_files_of_their_own()
    {
        var gallery = new Gallery([new("a", "svg", Array.Empty<byte>(), "1"), new("a", "svg", Array.Empty<byte>(), "2")]);
        var page = new Page("T", [], [new Section("s", "S", gallery)]).WithUniqueIds();

        page.Pictures.Select(p => p.FileName).ShouldBe(["a.svg", "a-2.svg"]);
    }

    static readonly RunSpec spec = new(
        "p", "standard", "toy", "Adam", new Dictionary<string, string> { ["model"] = "adam" }, null, null, [], 0, new(Steps: 50), "cpu");

    static Arm ArmOf(params Run[] runs) => new("Adam", spec, runs);

    static Panel PanelOf(Arm arm) => new(
        "p", "P", new(RecordJson.FormatVersion, "p", null, null, "standard", [], new Dictionary<string, RunSpec>(), [], [], ""), null,
        [arm]);

    /// <param name="content">Of the picture at step 50; null for a file that was lost.</param>
    Run Left(long seed, string? content)
    {
        var run = folder.At($"run{seed}");
        var artefacts = Directory.CreateDirectory(RecordedRun.ArtefactFolder(run, 50)).FullName;
        if (content is not null) File.WriteAllText(Path.Combine(artefacts, "field.svg"), content);
        var ended = new ResultRecord(
            RecordJson.FormatVersion, RunStatus.Completed, 50, null, new Dictionary<string, double>(), PhaseSeconds.Zero, 1, 0, 0,
            DateTimeOffset.UnixEpoch, Processor: null);
        return new(new RecordedRun(run, spec with { Seed = seed }, null, [Evaluation(25), Evaluation(50)], ended, []));

        static EventRecord Evaluation(long step) => new(
            EventRecord.Evaluated, step, null, new Dictionary<string, double>(), PhaseSeconds.Zero, Artefacts: ["field.svg", "notes.txt"]);
    }
}
