using System.Text.Json;
using System.Xml.Linq;
using AdaShift.Bench.Reporting.Markdown;
using Markdig;

namespace AdaShift.Bench.Reporting.Tests;

/// <summary>Names, labels and notes come from plug-ins and experiment files: they must show as they are and never act.</summary>
public class HostileNameTests
{
    const string Script = "</script><script>document.title='owned'</script>";
    const string Image = "<img src=x onerror=alert(1)>|b`c`*d*_e_[f](http://g)\\";

    static SyntheticRuns Hostile()
    {
        var runs = new SyntheticRuns
        {
            Title = Script, Description = Image, Command = "run `rm`; ```\n# not a heading", Workload = "toy[note=\"a|b`\"]",
        };
        for (var seed = 0; seed < 3; seed++)
            runs.Ran(Script, "adam[note=\"<b>|,`x\",lr=1]", seed, 3, 1 + 0.1 * seed).Ran(Image, Examples.Sgd, seed, 3, 2);
        return runs
            .Failed("]]><x>", Examples.Sgd, 0, Script + "\n| row | row |")
            .Claim(Script, "train/loss", $"{Image} ~ {Image}x", margin: 1);
    }

    [Fact]
    public void Html_shows_them_as_text()
    {
        using var temporary = new TemporaryFolder();
        var page = HtmlTests.Rendered(temporary, Hostile());
        page.Title.ShouldBe(Script);
        page.QuerySelectorAll("img").ShouldBeEmpty();
        page.QuerySelectorAll("script").Length.ShouldBe(4, "the data, ECharts, and our two");
        page.QuerySelectorAll(".label").Select(l => l.TextContent).ShouldContain(Script);
        page.QuerySelectorAll(".label").Select(l => l.TextContent).ShouldContain(Image);
    }

    [Fact]
    public void The_chart_data_is_still_json_and_still_says_the_names()
    {
        using var temporary = new TemporaryFolder();
        using var charts = JsonDocument.Parse(HtmlTests.Rendered(temporary, Hostile()).GetElementById("charts")!.TextContent);
        charts.RootElement[0].GetProperty("option").GetProperty("legend").GetProperty("data")[0].GetString().ShouldBe(Script);
    }

    [Fact]
    public void Pictures_are_well_formed_and_hold_no_script()
    {
        using var temporary = new TemporaryFolder();
        HtmlTests.Rendered(temporary, Hostile());
        var pictures = Directory.GetFiles(temporary.At("out", "charts"), "*.svg");
        pictures.Length.ShouldBe(5);
        foreach (var picture in pictures)
        {
            var names = XDocument.Load(picture).Descendants().Select(e => e.Name.LocalName).Distinct().ToList();
            names.ShouldNotContain("script");
            names.ShouldNotContain("img");
            names.ShouldNotContain("style");
        }
    }

    [Fact]
    public void Markdown_shows_them_as_text()
    {
        using var temporary = new TemporaryFolder();
        HtmlTests.Rendered(temporary, Hostile());
        var html = ToHtml(File.ReadAllText(temporary.At("out", "report.md")));
        html.QuerySelectorAll("script").ShouldBeEmpty();
        html.QuerySelectorAll("a").ShouldBeEmpty();
        html.QuerySelectorAll("img").ShouldAllBe(i => i.GetAttribute("src")!.StartsWith("charts/"));
        html.QuerySelectorAll("h1").ShouldHaveSingleItem().TextContent.ShouldBe(Script);
        html.QuerySelectorAll("table").ShouldAllBe(t => t.QuerySelectorAll("tr").Select(r => r.ChildElementCount).Distinct().Count() == 1);
        html.QuerySelectorAll("td").Select(d => d.TextContent).ShouldContain(Image);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a|b")]
    [InlineData("`tick` ``ticks``")]
    [InlineData("*a* _b_ ~c~ [d](e) <f> &amp; \\g")]
    [InlineData("# heading")]
    [InlineData("line\nbreak")]
    [InlineData(Script)]
    [InlineData(Image)]
    public void A_table_cell_shows_exactly_the_text(string text)
    {
        var shown = text.Replace('\n', ' ');
        var table = $"| a | b |\n| --- | --- |\n| {MarkdownText.Escape(text)} | {MarkdownText.Code(text, inTable: true)} |\n";
        var runs = ToHtml(table).QuerySelectorAll("td").ToList();
        runs.Count.ShouldBe(2);
        runs[0].TextContent.ShouldBe(shown);
        runs[0].ChildElementCount.ShouldBe(0);
        runs[1].TextContent.ShouldBe(shown);
    }

    [Theory]
    [InlineData("- item")]
    [InlineData("+ item")]
    [InlineData("1. item")]
    [InlineData("12) item")]
    [InlineData("# heading")]
    [InlineData("> quote")]
    [InlineData("---")]
    [InlineData("===")]
    [InlineData("1 plain")]
    public void A_line_is_a_paragraph_whatever_it_begins_with(string text)
    {
        var paragraph = ToHtml("x\n\n" + MarkdownText.EscapeStart(MarkdownText.Escape(text))).QuerySelectorAll("body > *")[1];
        paragraph.LocalName.ShouldBe("p");
        paragraph.TextContent.ShouldBe(text);
    }

    [Fact]
    public void Commands_cannot_leave_their_block() =>
        MarkdownText.Fenced(["a", "```", "b"], "sh").ShouldBe("````sh\na\n```\nb\n````");

    [Fact]
    public void Csv_fields_with_separators_are_quoted()
    {
        var csv = new Output.Csv("a", "b");
        csv.Add("x,\"y\"\nz", 0.1);
        csv.ToString().ShouldBe("a,b\n\"x,\"\"y\"\"\nz\",0.1\n");
    }

    static AngleSharp.Dom.IDocument ToHtml(string markdown) => new AngleSharp.Html.Parser.HtmlParser()
        .ParseDocument(Markdig.Markdown.ToHtml(markdown, new MarkdownPipelineBuilder().UsePipeTables().Build()));
}
