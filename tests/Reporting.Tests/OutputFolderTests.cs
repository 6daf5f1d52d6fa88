using System.Diagnostics;
using AdaShift.Bench.Reporting.Output;

namespace AdaShift.Bench.Reporting.Tests;

/// <summary>A report that is made again takes away what only the earlier one had, and never anything else.</summary>
public sealed class OutputFolderTests : IDisposable
{
    readonly TemporaryFolder temporary = new();

    string Out => temporary.At("out");

    public void Dispose() => temporary.Dispose();

    [Fact]
    public void What_only_the_earlier_report_wrote_is_gone()
    {
        Write(("charts/a.svg", "a"), ("charts/b.svg", "b"), ("data/runs.csv", "1"), ("report.html", "h"), ("report.md", "m"));
        Write(("charts/b.svg", "new"), ("data/runs.csv", "2"), ("report.md", "m"));

        Files().ShouldBe(["charts/b.svg", "data/runs.csv", "report.md", "report.sha256"]);
        Read("charts/b.svg").ShouldBe("new");
    }

    [Fact]
    public void A_folder_that_lost_its_last_file_is_gone_too()
    {
        Write(("charts/a.svg", "a"), ("report.md", "m"));
        Write(("report.md", "m"));

        Directory.Exists(temporary.At("out", "charts")).ShouldBeFalse();
    }

    [Fact]
    public void What_the_user_put_there_stays()
    {
        Write(("charts/a.svg", "a"), ("report.md", "m"));
        File.WriteAllText(temporary.At("out", "charts", "mine.svg"), "mine");
        Write(("report.md", "m"));

        Files().ShouldBe(["charts/mine.svg", "report.md", "report.sha256"]);
    }

    [Fact]
    public void What_the_user_changed_stays()
    {
        Write(("charts/a.svg", "a"), ("report.md", "m"));
        File.WriteAllText(temporary.At("out", "charts", "a.svg"), "a, with my arrows");
        Write(("report.md", "m"));

        Read("charts/a.svg").ShouldBe("a, with my arrows");
    }

    [Fact]
    public void A_folder_without_a_list_loses_nothing()
    {
        Write(("charts/a.svg", "a"), ("report.md", "m"));
        File.Delete(temporary.At("out", "report.sha256"));
        Write(("report.md", "m"));

        Files().ShouldContain("charts/a.svg");
    }

    [Theory]
    [InlineData("../precious.svg")]
    [InlineData("charts/../../precious.svg")]
    [InlineData("notes.md")]
    [InlineData("charts/notes.md")]
    public void A_list_cannot_reach_beyond_what_reports_write(string name)
    {
        Write(("charts/a.svg", "a"));
        var file = Path.GetFullPath(Path.Combine(Out, name));
        File.WriteAllText(file, "");
        const string SumOfNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        File.WriteAllText(temporary.At("out", "report.sha256"), $"{SumOfNothing}  {name}\nnonsense\n\n");
        Write(("charts/a.svg", "a"));

        File.Exists(file).ShouldBeTrue();
    }

    [Fact]
    public async Task Anybody_can_check_a_report()
    {
        Write(("charts/a.svg", "ä"), ("report.md", "m"));
        var start = new ProcessStartInfo("sha256sum", ["--check", "--strict", "report.sha256"])
        {
            WorkingDirectory = Out,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var check = Process.Start(start)!;
        await check.WaitForExitAsync(TestContext.Current.CancellationToken);

        check.ExitCode.ShouldBe(0);
    }

    void Write(params (string Name, string Content)[] files)
    {
        var output = new OutputFolder(Out);
        foreach (var (name, content) in files) output.Write(name, content);
        output.Complete();
    }

    string Read(string name) => File.ReadAllText(Path.Combine(Out, name));

    List<string> Files() =>
    [
        .. Directory.EnumerateFiles(Out, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Out, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Order(StringComparer.Ordinal),
    ];
}
