using System.Diagnostics;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>What people read is true: links lead somewhere, code compiles.</summary>
public partial class DocumentationTests
{
    static readonly MarkdownPipeline markdown =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers(AutoIdentifierOptions.GitHub).Build();

    public static TheoryData<string> Pages => [.. Repository.FilesEnding(".md")];

    public static TheoryData<string> PagesWithCode => [.. Repository.FilesEnding(".md").Where(page => CSharpBlocks(page).Any())];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_link_leads_somewhere(string page) =>
        Parse(page).Descendants<LinkInline>()
            .Select(link => link.Url ?? "")
            .Where(url => !url.Contains("://", StringComparison.Ordinal) && !url.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(url => !Resolves(page, url))
            .ShouldBeEmpty();

    /// <summary>A tour is worth nothing once its lines have moved on: <c>[Worker.Advance]: …/Worker.cs#L75</c>.</summary>
    /// <remarks>With UPDATE_SNAPSHOTS=1 the numbers are written anew.</remarks>
    [Fact]
    public void A_link_to_a_line_goes_to_the_name_it_shows()
    {
        const string tour = "docs/tour.md";
        var written = LineLink().Replace(Repository.Read(tour), link =>
        {
            var (name, file) = (link.Groups["name"].Value.Split('.')[^1], link.Groups["file"].Value);
            var declaration = new Regex(
                $@"^    (?:[\w<>?\[\],.()]+ )+{name}(?:<.*>)?\(|\b(?:class|record) {name}\b", RegexOptions.None, TimeSpan.FromSeconds(1));
            var line = Repository.Read(file).Split('\n').Index().First(l => declaration.IsMatch(l.Item)).Index + 1;
            return FormattableString.Invariant($"[{link.Groups["name"]}]: ../{file}#L{line}");
        });

        LineLink().Count(written).ShouldBeGreaterThan(30);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(Path.Combine(Repository.Root, tour), written);
        Repository.Read(tour).ShouldBe(written);
    }

    /// <remarks>A block that is only a piece of something says so: <c>```csharp fragment</c>.</remarks>
    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void Every_csharp_block_compiles(string page) => PageCode.Errors(page, [.. CSharpBlocks(page)]).ShouldBeEmpty();

    /// <summary>The project that the page of workloads shows, built as a reader builds it.</summary>
    [Theory]
    [InlineData("docs/adding-a-workload.md", "[Workload(")]
    [InlineData("docs/adding-an-optimizer.md", "[Optimizer(")]
    public void A_plugin_of_the_pages_builds_without_a_warning(string page, string attribute)
    {
        var folder = Directory.CreateTempSubdirectory("adashift-plugin-");
        try
        {
            var project = Blocks("docs/adding-a-workload.md", "xml").Single()
                .Replace("path/to/AdaShift.Bench/artifacts/cli/", AppContext.BaseDirectory, StringComparison.Ordinal);
            File.WriteAllText(Path.Combine(folder.FullName, "Mine.csproj"), project);
            foreach (var (i, code) in Blocks(page, "csharp").Where(code => code.Contains(attribute, StringComparison.Ordinal)).Index())
                File.WriteAllText(Path.Combine(folder.FullName, $"Class{i}.cs"), code);

            var start = new ProcessStartInfo("dotnet", ["build", "-warnaserror", "-nologo", "-nodeReuse:false"])
            {
                WorkingDirectory = folder.FullName, RedirectStandardOutput = true, UseShellExecute = false,
            };
            using var build = Process.Start(start)!;
            var said = build.StandardOutput.ReadToEnd();
            build.WaitForExit();
            build.ExitCode.ShouldBe(0, said);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static bool Resolves(string page, string url)
    {
        var parts = Uri.UnescapeDataString(url).Split('#', 2);
        var folder = Path.GetDirectoryName(page)!;
        var target = parts[0].Length == 0
            ? page
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, parts[0])));
        return Repository.Exists(target)
            && (parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal) || Anchors(target).Contains(parts[1]));
    }

    static IEnumerable<string> Anchors(string page) =>
        Parse(page).Descendants<HeadingBlock>().Select(heading => heading.TryGetAttributes()?.Id ?? "");

    static IEnumerable<string> CSharpBlocks(string page) => Blocks(page, "csharp");

    static IEnumerable<string> Blocks(string page, string language) =>
        Parse(page).Descendants<FencedCodeBlock>()
            .Where(block => block.Info == language && block.Arguments?.Contains("fragment", StringComparison.Ordinal) != true)
            .Select(block => block.Lines.ToString());

    static MarkdownDocument Parse(string page) => Markdown.Parse(Repository.Read(page), markdown);

    [GeneratedRegex(@"^\[(?<name>[\w.]+)\]: \.\./(?<file>\S+)#L\d+$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineLink();
}
