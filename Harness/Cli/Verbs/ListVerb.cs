using System.CommandLine;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>list</c>: everything that can be run. Loads neither libtorch nor the report writer, so it starts fast.</summary>
static class ListVerb
{
    static readonly string kinds = string.Join(", ", Listing.Kinds);

    public static Command Build(Terminal terminal)
    {
        var what = new Argument<string?>("WHAT")
        {
            Description = $"One of {kinds}, or the name of one item, to show settings; everything if omitted.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (json, plugin) = (CommonOptions.Json(), CommonOptions.Plugin());
        var verb = new VerbCommand("list", "Show the workloads, optimizers, experiments and data sets.",
            "adashift-bench list optimizers",
            "adashift-bench list adashift",
            "adashift-bench list --plugin MyOptimizer.dll",
            "adashift-bench list experiments --json")
        { what, json, plugin };
        verb.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(what);
            var listing = Find(wanted, parsed.GetValue(plugin)!);
            if (parsed.GetValue(json)) terminal.Out.WriteLine(listing.ToJson());
            else listing.Write(terminal, detailed: wanted is not null);
            return ExitCode.Fine;
        });
        return verb;
    }

    /// <exception cref="UsageException">It is neither a kind nor the name of an item.</exception>
    static Listing Find(string? what, string[] pluginFiles)
    {
        if (what is null || Listing.Kinds.Contains(what)) return Listing.Gather(what, pluginFiles);
        var everything = Listing.Gather(null, pluginFiles);
        var named = everything.Only(what);
        return named.Lists.Count > 0 ? named : throw new UsageException(
            $"'{what}' cannot be listed.{NearestName.Hint(what, [.. Listing.Kinds, .. everything.Names])} "
            + $"Allowed: {kinds}, or the name of one of those.");
    }
}
