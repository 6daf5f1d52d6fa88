using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AdaShift.Bench.Cli;

/// <summary>A verb; its help ends with examples.</summary>
sealed class VerbCommand(string name, string description, params string[] examples) : Command(name, description)
{
    IReadOnlyList<string> Examples { get; } = examples;

    /// <summary>Makes <c>--help</c> show the examples of a verb.</summary>
    public static void ShowExamples(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Action = new HelpWithExamples((HelpAction)option.Action!);
    }

    sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = help.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            if (parseResult.CommandResult.Command is VerbCommand { Examples: { Count: > 0 } examples })
                output.WriteLine($"Examples:\n{string.Concat(examples.Select(example => $"  {example}\n"))}");
            return code;
        }
    }
}
