using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>Compiles the C# of a page of documentation the way a reader would: with the usual usings, against the product.</summary>
static class PageCode
{
    const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Threading; global using System.Threading.Tasks;
        """;

    static readonly CSharpParseOptions latest = new(LanguageVersion.Latest);

    static readonly IReadOnlyList<MetadataReference> references =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "AdaShift.Bench.*.dll"))
            .DistinctBy(Path.GetFileName)
            .Select(file => MetadataReference.CreateFromFile(file))];

    /// <summary>Blocks of declarations compile together; each block of statements is a program of its own that may use them.</summary>
    public static IEnumerable<string> Errors(string page, IReadOnlyList<string> blocks)
    {
        var trees = blocks.Select((block, i) => CSharpSyntaxTree.ParseText(block, latest, $"{page}#{i + 1}")).ToList();
        var programs = trees.Where(tree => tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any()).ToList();
        var declarations = trees.Except(programs).Append(CSharpSyntaxTree.ParseText(ImplicitUsings, latest)).ToList();
        return Compile(declarations, OutputKind.DynamicallyLinkedLibrary)
            .Concat(programs.SelectMany(program => Compile([.. declarations, program], OutputKind.ConsoleApplication)));
    }

    static IEnumerable<string> Compile(IEnumerable<SyntaxTree> trees, OutputKind kind)
    {
        var options = new CSharpCompilationOptions(kind, nullableContextOptions: NullableContextOptions.Enable);
        return CSharpCompilation.Create("Page", trees, references, options).GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());
    }
}
