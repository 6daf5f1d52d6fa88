using System.CommandLine;
using System.CommandLine.Parsing;

namespace AdaShift.Bench.Cli;

/// <summary>What is wrong with the command line, one sentence per problem; empty if it is valid.</summary>
static class UsageErrors
{
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        // Words after an unknown one belong to it, and the parser's other errors only repeat this one.
        if (parsed.UnmatchedTokens is [var word, ..]) return [IsOption(word) ? UnknownOption(word, command) : Unexpected(word, command)];
        // The parser takes an unknown option for an argument.
        var options = Arguments(parsed).Where(IsOption).Select(option => UnknownOption(option, command)).ToList();
        if (options.Count > 0) return options;
        if (command.Action is null && Verbs(command) is { Length: > 0 } verbs)
            return [$"Which verb? Available: {string.Join(", ", verbs)}."];
        return [.. parsed.Errors.Select(error => error.Message).Distinct(StringComparer.Ordinal)];
    }

    static IEnumerable<string> Arguments(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).Select(token => token.Value);

    static string Unexpected(string word, Command command) => Verbs(command) is { Length: > 0 } verbs
        ? Unknown(command is RootCommand ? "verb" : $"verb of '{command.Name}'", word, verbs)
        : $"'{word}' is one argument too many for '{command.Name}'.";

    static string UnknownOption(string word, Command command) => Unknown("option", word, Options(command));

    static string Unknown(string kind, string word, IReadOnlyList<string> allowed) =>
        $"Unknown {kind} '{word}'.{NearestName.Hint(word, allowed)} Available: {string.Join(", ", allowed)}.";

    static bool IsOption(string word) => word.Length > 1 && word[0] == '-';

    static string[] Verbs(Command command) => [.. command.Subcommands.Where(verb => !verb.Hidden).Select(verb => verb.Name)];

    static string[] Options(Command command)
    {
        var names = command.Options.Where(option => !option.Hidden).Select(option => option.Name);
        return [.. names.Append("--help").Distinct(StringComparer.Ordinal)];
    }
}
