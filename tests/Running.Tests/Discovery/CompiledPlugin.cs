using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AdaShift.Bench.Running.Tests;

/// <summary>A folder that plug-in files are compiled into; deleted afterwards.</summary>
sealed class CompiledPlugin : IDisposable
{
    public const string Rule = """
        using AdaShift.Bench;
        using static TorchSharp.torch;

        public sealed record Empty : RuleState;

        /// <summary>Stays where it is: θ ← θ, see <see cref="Empty"/>.<para>A second paragraph.</para></summary>
        [Optimizer("NAME", Source = "a test")]
        public sealed record Still([Interval("(0, inf)")] double Lr = 0.5) : UpdateRule<Empty>
        {
            public override Empty Init(Tensor theta) => new();
            public override Tensor? Step(Empty state, Tensor theta, Tensor grad) => null;
        }
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("plugin-").FullName;

    /// <returns>The path of the .dll; its documentation lies beside it.</returns>
    public string Compile(string name, string source, params IEnumerable<string> references)
    {
        var path = Path.Combine(Folder, $"{name}.dll");
        var platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var given = references.ToArray();
        var known = platform.Where(p => given.All(g => Path.GetFileName(g) != Path.GetFileName(p))).Concat(given);
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Parse);
        var stop = TestContext.Current.CancellationToken;
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(source, options, cancellationToken: stop)],
            known.Select(p => MetadataReference.CreateFromFile(p)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        using var dll = File.Create(path);
        using var xml = File.Create(Path.ChangeExtension(path, ".xml"));
        var result = compilation.Emit(dll, xmlDocumentationStream: xml, cancellationToken: stop);
        result.Success.ShouldBeTrue(string.Join('\n', result.Diagnostics));
        return path;
    }

    public string CompileRule(string file, string name) => Compile(file, Rule.Replace("NAME", name, StringComparison.Ordinal));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
