using System.Text.RegularExpressions;
using AdaShift.Bench.Conformance.Checks;
using AdaShift.Bench.Running;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdaShift.Bench.Conformance;

/// <summary>The rules that docs/adding-an-optimizer.md shows, built into a DLL and used as anybody's plug-in is.</summary>
public sealed partial class AddingAnOptimizerTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("adashift-docs-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The DLL is loaded; the system's temporary folder is cleaned by the system.
        }
    }

    [Fact]
    public void The_rules_of_the_page_are_found_described_and_conform()
    {
        var catalog = PluginCatalog.Discover([], [BuildPage()]);
        catalog.Problems.ShouldBeEmpty();
        catalog.Plugins.Select(p => p.Name).ShouldBe(["normalized-sgd", "signum"]);
        foreach (var plugin in catalog.Plugins)
        {
            PluginConformance.Check(plugin);
            OptimizerConformance.Check(catalog.Create<UpdateRule>(plugin.Name));
        }

        catalog.Canonical<UpdateRule>("signum[lr=0.001]").ShouldBe("signum[lr=0.001,beta=0.9]");
    }

    string BuildPage()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "adding-an-optimizer.md"));
        var blocks = Blocks().Matches(page).Select(m => m.Groups["code"].Value);
        var rules = blocks.Where(code => code.Contains("[Optimizer(", StringComparison.Ordinal));
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            "MyOptimizers",
            rules.Select(code => CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(documentationMode: DocumentationMode.Diagnose))),
            platform.Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var path = Path.Combine(folder, "MyOptimizers.dll");
        using var assembly = File.Create(path);
        using var documentation = File.Create(Path.ChangeExtension(path, ".xml"));
        compilation.Emit(assembly, xmlDocumentationStream: documentation).Diagnostics
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Id != "CS1591").Select(d => d.ToString()).ShouldBeEmpty();
        return path;
    }

    [GeneratedRegex("(?ms)^```csharp\n(?<code>.*?)^```$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Blocks();
}
