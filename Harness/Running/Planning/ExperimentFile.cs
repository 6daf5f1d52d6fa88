using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AdaShift.Bench.Running;

/// <summary>Reads an experiment file. Described in docs/experiments.md; docs/experiment.schema.json gives editors completion.</summary>
public static class ExperimentFile
{
    // Every key that a file may have; docs/experiment.schema.json names the same, and a test compares.
    internal static readonly YamlKeys Keys = new(
        Required: ["name", "workload", "optimizers", "profiles"],
        Optional: ["title", "source", "notes", "schedule", "clip", "probes", "seeds", "claims", "charts"]);

    internal static readonly YamlKeys OptimizerKeys = new(Required: ["optimizer"], Optional: ["schedule", "clip"]);

    internal static readonly YamlKeys ProfileKeys = new(
        Required: [],
        Optional: ["epochs", "steps", "evaluate-every", "seeds", "workload", "optimizers"]);

    internal static readonly YamlKeys LengthKeys = new(Required: [], Optional: ["epochs", "steps"]);

    internal static readonly YamlKeys ClaimKeys = new(Required: ["says", "metric", "holds"], Optional: ["at", "margin"]);

    /// <param name="path">A .yaml file. Its name without the ending is the experiment's name.</param>
    /// <param name="typed">The name or path that was typed; null for the path.</param>
    /// <returns>What could be read; <see cref="Experiment.Problems"/> lists what could not.</returns>
    /// <exception cref="PlanException">The file cannot be opened.</exception>
    public static Experiment Read(string path, string? typed = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), path, typed ?? path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlanException([$"{path}: the experiment cannot be read: {e.Message}"]);
        }
    }

    internal static Experiment Parse(string yaml, string path, string typed)
    {
        var problems = new List<PlanProblem>();
        var fileName = Path.GetFileNameWithoutExtension(path);
        var arguments = ShellWord.Quote(typed);
        if (Root(yaml, path, problems)?.Expect(Keys) is not { } root)
            return new() { Name = fileName, Arguments = arguments, Problems = problems };
        CheckName(root["name"], fileName);
        return new()
        {
            Name = fileName,
            Arguments = arguments,
            Title = root["title"]?.Text(),
            Source = root["source"]?.Text(),
            Notes = root["notes"]?.Text(),
            Workload = root["workload"]?.LocatedText(),
            Optimizers = root["optimizers"] is { } optimizers ? [.. Optimizers(optimizers)] : [],
            Schedule = root["schedule"]?.LocatedText(),
            Clip = root["clip"]?.LocatedText(),
            Probes = root["probes"]?.LocatedTexts() ?? [],
            Seeds = Seeds(root["seeds"]) ?? SeedList.Count(1),
            Profiles = root["profiles"] is { } profiles ? [.. Profiles(profiles)] : [],
            Claims = root["claims"] is { } claims ? [.. claims.Items().Select(ReadClaim).OfType<Located<Claim>>()] : [],
            Charts = root["charts"]?.LocatedTexts() ?? [],
            Problems = problems,
        };
    }

    static YamlPart? Root(string yaml, string path, List<PlanProblem> problems)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new(root, "", path, problems);
            problems.Add(new(new(path, 1, 1), stream.Documents.Count > 1
                ? "expected one experiment, but '---' begins another."
                : "expected an experiment: keys with values."));
        }
        catch (YamlException e)
        {
            problems.Add(new(PlaceOf(e, yaml, path), $"malformed YAML: {(e.InnerException ?? e).Message}"));
        }

        return null;
    }

    /// <summary>For an unknown anchor or a tab the library reports where it began to read; this finds the place itself.</summary>
    static SourceMark PlaceOf(YamlException e, string yaml, string path)
    {
        if (e is AnchorNotFoundException)
        {
            var parser = new Parser(new StringReader(yaml));
            while (parser.MoveNext())
                if (parser.Current is AnchorAlias alias && e.Message.Contains($"'{alias.Value}'", StringComparison.Ordinal))
                    return YamlPart.MarkOf(alias.Start, path);
        }

        if (e.Message.Contains(" tab ", StringComparison.Ordinal))
        {
            var lines = yaml.Split('\n');
            for (var i = (int)e.End.Line - 1; i < lines.Length; i++)
                if (lines[i].IndexOf('\t', StringComparison.Ordinal) is >= 0 and var tab && lines[i][..tab].Trim(' ').Length == 0)
                    return new(path, i + 1, tab + 1);
        }

        return YamlPart.MarkOf(e.Start, path);
    }

    static void CheckName(YamlPart? part, string fileName)
    {
        if (part?.Text() is not { } name) return;
        if (!KebabCase.IsName(name))
            part.Complain($"'{name}' is not a name for an experiment. Allowed: lower-case words and digits joined by '-'.");
        else if (name != fileName)
            part.Complain($"'{name}' is not the name of its file. Expected '{fileName}', or rename the file to '{name}.yaml'.");
    }

    static IEnumerable<ExperimentArm> Optimizers(YamlPart part)
    {
        foreach (var (label, value) in part.EntriesOrComplain())
        {
            if (!value.IsMapping)
            {
                if (value.LocatedText() is { } selector) yield return new(label, selector);
                continue;
            }

            value.Expect(OptimizerKeys);
            if (value["optimizer"]?.LocatedText() is { } optimizer)
                yield return new(label, optimizer, value["schedule"]?.LocatedText(), value["clip"]?.LocatedText());
        }
    }

    static IEnumerable<ExperimentProfile> Profiles(YamlPart part)
    {
        foreach (var (name, value) in part.EntriesOrComplain())
        {
            if (!ExperimentProfile.Names.Contains(name.Value))
                value.Complain($"unknown profile '{name.Value}'.{NearestName.Among(name.Value, ExperimentProfile.Names, "Allowed")}");
            value.Expect(ProfileKeys).ExpectOneOf("epochs", "steps");
            yield return new(
                name.Value, name.At, Length(value), Seeds(value["seeds"]), value["workload"]?.LocatedText(), Labels(value["optimizers"]));
        }
    }

    static IReadOnlyList<Located<string>>? Labels(YamlPart? part)
    {
        if (part is { IsList: true } && part.Items().Count == 0) part.Complain("there must be at least one.");
        return part?.LocatedTexts();
    }

    static RunLength Length(YamlPart profile)
    {
        var every = profile["evaluate-every"]?.Expect(LengthKeys).ExpectOneOf("epochs", "steps");
        return new(
            profile["epochs"]?.PositiveNumber(),
            profile["steps"]?.PositiveWholeNumber(),
            every?["epochs"]?.PositiveNumber(),
            every?["steps"]?.PositiveWholeNumber());
    }

    static SeedList? Seeds(YamlPart? part)
    {
        try
        {
            if (part is not { IsList: true }) return part?.Text() is { } text ? SeedList.Parse(text) : null;
            var seeds = part.LocatedTexts().Select(s => s.Value).ToArray();
            // A bare '7' would mean seven seeds; in a list it is seed 7.
            return seeds is [var one] && !one.Contains("..", StringComparison.Ordinal)
                ? SeedList.Parse($"{one}..{one}")
                : SeedList.Parse(string.Join(',', seeds));
        }
        catch (FormatException e)
        {
            part!.Complain(e.Message);
            return null;
        }
    }

    static Located<Claim>? ReadClaim(YamlPart part)
    {
        part.Expect(ClaimKeys);
        var (says, metric, holds) = (part["says"]?.Text(), part["metric"]?.Text(), part["holds"]?.Text());
        var (at, margin) = (part["at"]?.Text(), part["margin"]?.PositiveNumber());
        return says is null || metric is null || holds is null ? null : new(new(says, metric, holds, at ?? "end", margin), part.At);
    }
}
