using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace AdaShift.Bench.Running;

/// <summary>Reads an experiment file. Described in docs/experiments.md; docs/experiment.schema.json gives editors completion.</summary>
public static class ExperimentFile
{
    /// <param name="path">A .yaml file. Its name without the ending is the experiment's name.</param>
    /// <param name="typed">How people named it when they asked for it; the path when null.</param>
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
        if (Root(yaml, path, problems) is not { } root) return new() { Name = fileName, Arguments = arguments, Problems = problems };
        var fields = root.Fields(ExperimentKeys.Experiment);
        var name = fields.GetValueOrDefault("name");
        CheckName(name, fileName);
        return new()
        {
            Name = fileName,
            Arguments = arguments,
            Title = fields.GetValueOrDefault("title")?.Text(),
            Source = fields.GetValueOrDefault("source")?.Text(),
            Notes = fields.GetValueOrDefault("notes")?.Text(),
            Workload = Selector(fields, "workload"),
            Optimizers = fields.GetValueOrDefault("optimizers") is { } optimizers ? [.. Optimizers(optimizers)] : [],
            Schedule = Selector(fields, "schedule"),
            Clip = Selector(fields, "clip"),
            Probes = fields.GetValueOrDefault("probes")?.LocatedTexts() ?? [],
            Seeds = fields.GetValueOrDefault("seeds") is { } seeds && Seeds(seeds) is { } list ? list : SeedList.Count(1),
            Profiles = fields.GetValueOrDefault("profiles") is { } profiles ? [.. Profiles(profiles)] : [],
            Claims = fields.GetValueOrDefault("claims") is { } claims ? [.. claims.Items().Select(ReadClaim).OfType<Located<Claim>>()] : [],
            Charts = fields.GetValueOrDefault("charts")?.LocatedTexts() ?? [],
            Problems = problems,
        };
    }

    static Located<string>? Selector(IReadOnlyDictionary<string, YamlPart> fields, string key) =>
        fields.GetValueOrDefault(key)?.LocatedText();

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

    /// <summary>Of an unknown anchor and of a tab the library names the place where it began to read.</summary>
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
        var entries = part.Entries();
        if (entries.Count == 0 && part.IsMapping) part.Complain("there must be at least one.");
        foreach (var (label, value) in entries)
        {
            if (!value.IsMapping)
            {
                if (value.LocatedText() is { } selector) yield return new(label, selector);
                continue;
            }

            var fields = value.Fields(ExperimentKeys.Optimizer);
            if (Selector(fields, "optimizer") is { } optimizer)
                yield return new(label, optimizer, Selector(fields, "schedule"), Selector(fields, "clip"));
        }
    }

    static IEnumerable<ExperimentProfile> Profiles(YamlPart part)
    {
        var entries = part.Entries();
        if (entries.Count == 0 && part.IsMapping) part.Complain("there must be at least one.");
        foreach (var (name, value) in entries)
        {
            if (!ExperimentProfile.Names.Contains(name.Value))
                value.Complain($"unknown profile '{name.Value}'.{NearestName.Among(name.Value, ExperimentProfile.Names, "Allowed")}");
            var fields = value.Fields(ExperimentKeys.Profile);
            yield return new(
                name.Value,
                name.At,
                Length(value, fields),
                fields.GetValueOrDefault("seeds") is { } seeds ? Seeds(seeds) : null,
                Selector(fields, "workload"),
                Labels(fields.GetValueOrDefault("optimizers")));
        }
    }

    static IReadOnlyList<Located<string>>? Labels(YamlPart? part)
    {
        if (part is { IsList: true } && part.Items().Count == 0) part.Complain("there must be at least one.");
        return part?.LocatedTexts();
    }

    static RunLength Length(YamlPart profile, IReadOnlyDictionary<string, YamlPart> fields)
    {
        RequireOne(profile, fields);
        var every = fields.GetValueOrDefault("evaluate-every");
        var everyFields = every?.Fields(ExperimentKeys.Length) ?? new Dictionary<string, YamlPart>();
        if (every is { IsMapping: true }) RequireOne(every, everyFields);
        return new(
            fields.GetValueOrDefault("epochs")?.PositiveNumber(),
            fields.GetValueOrDefault("steps")?.PositiveWholeNumber(),
            everyFields.GetValueOrDefault("epochs")?.PositiveNumber(),
            everyFields.GetValueOrDefault("steps")?.PositiveWholeNumber());
    }

    static void RequireOne(YamlPart part, IReadOnlyDictionary<string, YamlPart> fields)
    {
        if (part.IsMapping && fields.ContainsKey("epochs") == fields.ContainsKey("steps"))
            part.Complain("give either 'epochs' or 'steps'.");
    }

    static SeedList? Seeds(YamlPart part)
    {
        try
        {
            if (!part.IsList) return part.Text() is { } text ? SeedList.Parse(text) : null;
            var seeds = part.LocatedTexts().Select(s => s.Value).ToArray();
            // Alone, '7' would be how many: in a list it is the seed 7.
            return seeds is [var one] && !one.Contains("..", StringComparison.Ordinal)
                ? SeedList.Parse($"{one}..{one}")
                : SeedList.Parse(string.Join(',', seeds));
        }
        catch (FormatException e)
        {
            part.Complain(e.Message);
            return null;
        }
    }

    static Located<Claim>? ReadClaim(YamlPart part)
    {
        var fields = part.Fields(ExperimentKeys.Claim);
        var says = fields.GetValueOrDefault("says")?.Text();
        var metric = fields.GetValueOrDefault("metric")?.Text();
        var holds = fields.GetValueOrDefault("holds")?.Text();
        var at = fields.GetValueOrDefault("at")?.Text();
        var margin = fields.GetValueOrDefault("margin")?.PositiveNumber();
        return says is null || metric is null || holds is null ? null : new(new(says, metric, holds, at ?? "end", margin), part.At);
    }
}
