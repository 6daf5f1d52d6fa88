using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>Data flows one way: the table of docs/architecture.md, held against the assemblies as they were compiled.</summary>
public class ReferencesTests
{
    /// <summary>A part, and the parts that it may reference.</summary>
    static readonly Dictionary<string, string[]> allowed = Table();

    public static TheoryData<string> Parts => [.. allowed.Keys];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_part_references_only_what_the_design_allows(string part)
    {
        using var assembly = new PEReader(File.OpenRead(FileOf(part)));
        var metadata = assembly.GetMetadataReader();
        var references = metadata.AssemblyReferences
            .Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]);

        references.Except(allowed[part]).ShouldBeEmpty($"{part} may reference only: {string.Join(", ", allowed[part])}.");
    }

    [Theory]
    [InlineData("Records")]
    [InlineData("Timing")]
    [InlineData("Reporting")]
    [InlineData("Scoring")]
    public void What_reads_records_or_scores_text_needs_no_torch(string part)
    {
        using var assembly = new PEReader(File.OpenRead(FileOf(part)));
        var metadata = assembly.GetMetadataReader();
        metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .ShouldNotContain("TorchSharp");
    }

    [Fact]
    public void Every_project_of_the_product_is_a_part()
    {
        var projects = Repository.FilesEnding(".csproj").Where(file => !file.StartsWith("tests/", StringComparison.Ordinal)
            && !file.StartsWith("benchmarks/", StringComparison.Ordinal));

        projects.Select(file => Path.GetFileNameWithoutExtension(file)).ShouldBe(allowed.Keys, ignoreOrder: true);
    }

    [Theory]
    [InlineData("Running")]
    [InlineData("Timing")]
    [InlineData("Reporting")]
    [InlineData("Abstractions")]
    [InlineData("Optim")]
    [InlineData("Records")]
    [InlineData("Scoring")]
    public void A_part_that_serves_every_plugin_names_none(string part)
    {
        using var assembly = new PEReader(File.OpenRead(FileOf(part)));
        PluginNames().Intersect(UserStrings(assembly.GetMetadataReader()), StringComparer.Ordinal).ShouldBeEmpty();
    }

    const string Prefix = "AdaShift.Bench.";

    /// <summary>Rows such as <c>| `Harness/Running` | Abstractions, Records, Timing |</c>.</summary>
    static Dictionary<string, string[]> Table()
    {
        var rows = Repository.Read("docs/architecture.md").Split('\n')
            .SkipWhile(line => line != "## Who may know whom")
            .TakeWhile(line => !line.StartsWith("## The life of a run", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
            .ToDictionary(runs => runs[1].Trim('`').Split('/')[^1], runs => runs[2], StringComparer.Ordinal);
        return rows.ToDictionary(row => row.Key, row => References(row.Value, rows.Keys), StringComparer.Ordinal);
    }

    static string[] References(string said, IEnumerable<string> parts) => said.Split(';')[0] switch
    {
        "nothing of ours" => [],
        var all when all.StartsWith("everything", StringComparison.Ordinal) => [.. parts],
        var some => some.Split(", "),
    };

    static string FileOf(string part) =>
        Path.Combine(AppContext.BaseDirectory, part == "Cli" ? "adashift-bench.dll" : $"{Prefix}{part}.dll");

    static IEnumerable<string> UserStrings(MetadataReader metadata)
    {
        for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
            yield return metadata.GetUserString(handle);
    }

    static IReadOnlyList<string> PluginNames()
    {
        var names = new List<string>();
        foreach (var part in new[] { "Zoo", "Workloads" })
        {
            var types = System.Reflection.Assembly.LoadFrom(FileOf(part)).GetExportedTypes();
            names.AddRange(types.SelectMany(type => type.GetCustomAttributes(typeof(PluginAttribute), inherit: false))
                .Where(plugin => plugin is OptimizerAttribute or WorkloadAttribute or MeasurementAttribute)
                .Cast<PluginAttribute>().Select(plugin => plugin.Name));
        }

        names.ShouldNotBeEmpty();
        return names;
    }
}
