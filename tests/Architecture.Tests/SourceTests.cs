using System.Text.RegularExpressions;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>Habits that no compiler holds.</summary>
public partial class SourceTests
{
    const int LongestFile = 400;
    const int LongestLine = 140; // as .editorconfig says

    [Fact]
    public void No_source_file_is_longer_than_a_reader_can_hold() =>
        Repository.FilesEnding(".cs", ".sh", ".py", ".mjs", ".razor")
            .Select(file => (file, lines: Repository.Read(file).Count(c => c == '\n')))
            .Where(source => source.lines > LongestFile)
            .ShouldBeEmpty();

    [Fact]
    public void No_line_is_longer_than_the_window_is_wide() =>
        (from file in Repository.FilesEnding(".cs", ".sh", ".py", ".md").Where(file => !IsGenerated(file))
            from line in Repository.Read(file).Split('\n').Index()
            where line.Item.Length > LongestLine && !IsTableOrPicture(file, line.Item)
            select $"{file}:{line.Index + 1}").ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() => Matches(LeftForLater, ".cs", ".sh", ".py", ".mjs", ".razor").ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_package_registry_or_a_path_of_one_machine() =>
        Matches(RegistryOrMachine, ".cs", ".sh", ".py", ".mjs", ".razor", ".md", ".json", ".yaml", ".yml", ".props",
            ".targets", ".csproj", ".txt", ".npmrc", ".config", ".html").ShouldBeEmpty();

    [Fact]
    public void The_solution_holds_every_project()
    {
        var solution = Repository.Read("AdaShift.Bench.sln").Replace('\\', '/');
        Repository.FilesEnding(".csproj").Where(project => !solution.Contains($"\"{project}\"", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_project_that_holds_tests_has_a_name_that_the_test_run_knows()
    {
        var withTests = Repository.FilesEnding(".cs").Where(file => file.StartsWith("tests/", StringComparison.Ordinal))
            .Where(file => TestMethod.IsMatch(Repository.Read(file)))
            .Select(file => file.Split('/')[1])
            .Distinct(StringComparer.Ordinal);

        withTests
            .Where(project => !project.EndsWith(".Tests", StringComparison.Ordinal))
            .Where(project => !project.EndsWith("Conformance", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>Pages that programs write, from texts whose lines are held where they stand.</summary>
    static bool IsGenerated(string file) =>
        file == "docs/optimizers.md" || file.StartsWith("reports/", StringComparison.Ordinal)
        || file.StartsWith("benchmarks/results/", StringComparison.Ordinal) || file.Contains("/Snapshots/", StringComparison.Ordinal);

    /// <summary>Markdown cannot break these.</summary>
    static bool IsTableOrPicture(string file, string line) =>
        file.EndsWith(".md", StringComparison.Ordinal) && (line.StartsWith('|') || line.Contains("![", StringComparison.Ordinal));

    static List<string> Matches(Regex pattern, params string[] endings) =>
        [.. from file in Repository.FilesEnding(endings)
            from match in pattern.Matches(Repository.Read(file))
            select $"{file}: {match.Value}"];

    [GeneratedRegex("""\b(?:TO(?:DO)|FIX(?:ME)|HA(?:CK)|NotImplemented(?:Exception))\b""", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex LeftForLater { get; }

    // Source addresses are welcome, the places that packages are downloaded from are each user's own settings.
    [GeneratedRegex(
        """\b(?:nuget|npmjs|yarnpkg|pypi|pythonhosted)\.(?:org|com)\b|\b(?:deb|security)\.debian\.org\b|(?<![\w.~])/(?:work|root)/\w""",
        RegexOptions.CultureInvariant, 5000)]
    private static partial Regex RegistryOrMachine { get; }

    [GeneratedRegex("""^\s*\[(?:Fact|Theory)\b""", RegexOptions.CultureInvariant | RegexOptions.Multiline, 5000)]
    private static partial Regex TestMethod { get; }
}
