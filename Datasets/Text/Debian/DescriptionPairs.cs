namespace AdaShift.Bench.Datasets;

/// <summary>Pairs the descriptions of apt's lists by their MD5, and their parts one by one where they agree.</summary>
static class DescriptionPairs
{
    const string PackagesSuffix = "_Packages";
    const string Md5 = "Description-md5";

    /// <summary>In ordinal order of source package, package and description: the order of the lists does not matter.</summary>
    public static IEnumerable<DebianPair> Read(string lists, string language, Tally dropped, CancellationToken token)
    {
        var sources = Sources(lists);
        var english = Descriptions(lists, DebianTranslations.English);
        var pairs = new List<(string Source, string Package, string Md5, string English, string Other)>();
        foreach (var (md5, (_, other)) in Descriptions(lists, language))
        {
            token.ThrowIfCancellationRequested();
            if (english.TryGetValue(md5, out var own))
                pairs.Add((sources.GetValueOrDefault(own.Package, own.Package), own.Package, md5, own.Text, other));
            else dropped.Add("descriptions without the English one");
        }

        return pairs.OrderBy(pair => pair.Source, StringComparer.Ordinal).ThenBy(pair => pair.Package, StringComparer.Ordinal)
            .ThenBy(pair => pair.Md5, StringComparer.Ordinal)
            .SelectMany(pair => Align(pair.Source, pair.Package, Description.Parse(pair.English), Description.Parse(pair.Other), dropped));
    }

    /// <summary>Part with part where both have the same in the same order; else only the synopses.</summary>
    static IEnumerable<DebianPair> Align(string source, string package, IReadOnlyList<(DescriptionPart Part, string Text)> english,
        IReadOnlyList<(DescriptionPart Part, string Text)> other, Tally dropped)
    {
        var agree = english.Select(part => part.Part).SequenceEqual(other.Select(part => part.Part));
        if (!agree) dropped.Add("long descriptions whose paragraphs do not match");
        return english.Zip(other).Take(agree ? english.Count : 1)
            .Select(pair => new DebianPair(source, package, pair.First.Part, pair.First.Text, pair.Second.Text));
    }

    /// <returns>The source package of each package: <c>Source: name (version)</c>, or its own name without that field.</returns>
    static Dictionary<string, string> Sources(string lists)
    {
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var stanza in Stanzas(lists, PackagesSuffix, "Package", "Source"))
            if (stanza.TryGetValue("Package", out var package))
                sources.TryAdd(package, stanza.GetValueOrDefault("Source", package).Split(' ')[0]);
        return sources;
    }

    /// <returns>By MD5 of the English description; of several packages with the same, the first in ordinal order.</returns>
    static Dictionary<string, (string Package, string Text)> Descriptions(string lists, string language)
    {
        var descriptions = new Dictionary<string, (string Package, string Text)>(StringComparer.Ordinal);
        var field = $"Description-{language}";
        foreach (var stanza in Stanzas(lists, DebianCorpus.TranslationSuffix + language, "Package", Md5, field))
            if (stanza.TryGetValue("Package", out var package) && stanza.TryGetValue(Md5, out var md5)
                && stanza.TryGetValue(field, out var text)
                && !(descriptions.TryGetValue(md5, out var known) && string.CompareOrdinal(known.Package, package) <= 0))
                descriptions[md5] = (package, text);
        return descriptions;
    }

    static IEnumerable<IReadOnlyDictionary<string, string>> Stanzas(string lists, string suffix, params string[] fields) =>
        Directory.EnumerateFiles(lists, $"*{suffix}").Order(StringComparer.Ordinal).SelectMany(path => ControlFile.Read(path, fields));
}
