using System.CommandLine;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>docs/command-line.md and the parser know the same verbs and options.</summary>
public sealed partial class CommandLinePageTests
{
    static readonly string page = File.ReadAllText(Path.Combine(FolderOfThisFile(), "..", "..", "docs", "command-line.md"));

    static readonly RootCommand root = CommandLine.Root(
        [], new Terminal(TextWriter.Null, TextWriter.Null, Live: false, _ => null, TimeProvider.System, CancellationToken.None));

    /// <summary>By what is typed: "run", "data fetch".</summary>
    static readonly Dictionary<string, Command> verbs = Below(root, "").ToDictionary(v => v.Typed, v => v.Verb, StringComparer.Ordinal);

    public static TheoryData<string> Verbs => [.. verbs.Keys];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void A_verb_has_a_section_with_its_options_and_no_others(string typed)
    {
        var (verb, section) = (verbs[typed], SectionOf(typed));

        section.ShouldContain($"`adashift-bench {typed}");
        verb.Arguments.Select(argument => argument.Name).Where(name => !section.Contains(name, StringComparison.Ordinal)).ShouldBeEmpty();
        verb.Options.Select(option => option.Name).Where(name => !IsCode(name, section)).ShouldBeEmpty();
        Named(section).Except(Options(verb), StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Every_option_on_the_page_exists() => Named(page).Except(Options(root), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void The_options_without_a_verb_are_on_the_page() =>
        root.Options.Select(option => option.Name).Except(Named(page), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public async Task The_version_is_printed_as_the_page_says()
    {
        var said = await Shell.RunAsync("--version");

        said.Code.ShouldBe(ExitCode.Fine, said.Error);
        said.Out.ShouldMatch(@"^\d+\.\d+\.\d+");
    }

    /// <summary>The verbs that help shows, at every depth.</summary>
    static IEnumerable<(string Typed, Command Verb)> Below(Command command, string typed) =>
        from verb in command.Subcommands
        where !verb.Hidden
        let words = $"{typed} {verb.Name}".Trim()
        from found in Below(verb, words).Prepend((words, verb))
        select found;

    /// <summary>Of a verb and of those below it.</summary>
    static IEnumerable<string> Options(Command command) =>
        command.Options.SelectMany(option => option.Aliases.Append(option.Name)).Concat(command.Subcommands.SelectMany(Options));

    /// <summary>The text below a verb's heading, with the sections below it.</summary>
    static string SectionOf(string typed)
    {
        var heading = typed.Contains(' ', StringComparison.Ordinal) ? $"### {typed}" : $"## {typed}";
        var lines = page.Split('\n');
        lines.ShouldContain(heading);
        var below = lines.Skip(Array.IndexOf(lines, heading) + 1);
        return string.Join('\n', below.TakeWhile(line => Level(line) == 0 || Level(line) > Level(heading)));
    }

    /// <returns>0 for a line that is no heading.</returns>
    static int Level(string line) => line.TakeWhile(c => c == '#').Count();

    static IEnumerable<string> Named(string text) => OptionWord.Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    static bool IsCode(string option, string text) =>
        text.Contains($"`{option}`", StringComparison.Ordinal) || text.Contains($"`{option} ", StringComparison.Ordinal);

    static string FolderOfThisFile([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z-]*", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex OptionWord { get; }
}
