using System.Text;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace AdaShift.Bench.Reporting.Tests;

public class HtmlTests
{
    [Fact]
    public void The_structure_is_as_people_know_it()
    {
        using var temporary = new TemporaryFolder();
        Snapshot.ShouldMatch(Structure(Rendered(temporary, Examples.Mixed()).Body!), "report.html.txt");
    }

    [Fact]
    public void Nothing_in_it_needs_a_network()
    {
        using var temporary = new TemporaryFolder();
        var page = Rendered(temporary, Examples.Mixed());
        page.QuerySelectorAll("[src], link[href]").ShouldBeEmpty();
        page.QuerySelectorAll("a[href]").ShouldAllBe(a => a.GetAttribute("href")!.StartsWith('#'));
        page.QuerySelector("meta[http-equiv]")!.GetAttribute("content")!.ShouldContain("default-src 'none'");
        page.QuerySelector("style")!.TextContent.ShouldNotContain("url(");
    }

    [Fact]
    public void Every_link_in_the_contents_has_its_section_and_ids_are_unique()
    {
        using var temporary = new TemporaryFolder();
        var page = Rendered(temporary, Examples.Mixed());
        page.QuerySelectorAll("nav a").ShouldAllBe(a => page.GetElementById(a.GetAttribute("href")!.Substring(1)) != null);
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Theory]
    [InlineData("charts")]
    [InlineData("theme")]
    [InlineData("summary")]
    public void An_experiment_may_have_the_name_of_a_part_of_the_page(string name)
    {
        using var temporary = new TemporaryFolder();
        var page = Rendered(temporary, new SyntheticRuns { Name = name }.Ran("A", Examples.Adam, 0, 3, 1));
        JsonDocument.Parse(page.GetElementById("charts")!.TextContent).RootElement.GetArrayLength().ShouldBeGreaterThan(0);
        var ids = page.QuerySelectorAll("[id]").Select(e => e.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Fact]
    public void Labels_that_look_alike_in_a_file_name_keep_their_pictures_apart()
    {
        using var temporary = new TemporaryFolder();
        var runs = new SyntheticRuns { Charts = { "a/b", "a-b" }, Extra = { ["a/b"] = 1, ["a-b"] = 2 } }.Ran("A", Examples.Adam, 0, 3, 1);
        Rendered(temporary, runs);
        Directory.GetFiles(temporary.At("out", "charts"), "*a-b*").Length.ShouldBe(4, "two curves and two charts of final values");
    }

    [Fact]
    public void Every_chart_has_its_place_and_its_words()
    {
        using var temporary = new TemporaryFolder();
        var page = Rendered(temporary, Examples.Mixed());
        using var charts = JsonDocument.Parse(page.GetElementById("charts")!.TextContent);
        var ids = charts.RootElement.EnumerateArray().Select(c => c.GetProperty("id").GetString()).ToList();
        page.QuerySelectorAll("div.chart").Select(c => c.GetAttribute("data-chart")).ShouldBe(ids);
        page.QuerySelectorAll("div.chart").ShouldAllBe(c => c.GetAttribute("aria-label")!.Length > 20);
    }

    internal static IDocument Rendered(TemporaryFolder temporary, SyntheticRuns runs)
    {
        Tools.Require();
        var files = Report.WriteAsync([runs.WriteTo(temporary.At("runs"))], temporary.At("out"), new(), default).GetAwaiter().GetResult();
        return new HtmlParser().ParseDocument(File.ReadAllText(files.Html!));
    }

    /// <summary>Elements by indentation, with their own text; scripts left out.</summary>
    static string Structure(IElement element)
    {
        var text = new StringBuilder();
        void Add(IElement e, int depth)
        {
            if (e.LocalName is "script" or "style") return;
            var words = string.Concat(e.ChildNodes.OfType<IText>().Select(t => t.Data));
            var own = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            text.Append(' ', 2 * depth).Append(e.LocalName);
            if (e.Id is { Length: > 0 } id) text.Append('#').Append(id);
            foreach (var c in e.ClassList) text.Append('.').Append(c);
            text.Append(own.Length == 0 ? "" : $": {own}").Append('\n');
            foreach (var child in e.Children) Add(child, depth + 1);
        }
        Add(element, 0);
        return text.ToString();
    }
}
