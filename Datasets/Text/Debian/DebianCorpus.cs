using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>The parallel corpus that apt's lists give, before it is written.</summary>
sealed record DebianCorpus(
    string Language, IReadOnlyList<DebianPair> Train, IReadOnlyList<DebianPair> Dev, IReadOnlyList<DebianPair> Test, Tally Dropped)
{
    public const string TranslationSuffix = "_i18n_Translation-";

    /// <param name="lists">A folder with apt's uncompressed lists: Packages, Translation-en, and the target language's.</param>
    public static DebianCorpus Build(string lists, string language, CancellationToken token)
    {
        var dropped = new Tally();
        var good = new List<DebianPair>();
        foreach (var pair in DescriptionPairs.Read(lists, language, dropped, token).Select(Normalize).SelectMany(Sentences.Split))
            if (LineCleaner.Reject(pair) is { } reason) dropped.Add(reason);
            else good.Add(pair);
        token.ThrowIfCancellationRequested();
        var (train, dev, test) = DebianSplit.Choose(good, dropped);
        return new(language, train, dev, test, dropped);
    }

    /// <param name="placeFor">The path of a file by its name.</param>
    public void Write(Func<string, string> placeFor)
    {
        foreach (var (split, pairs) in new[] { ("train", Train), ("dev", Dev), ("test", Test) })
        {
            WriteLines(placeFor($"{split}.{DebianTranslations.English}"), pairs.Select(pair => pair.English));
            WriteLines(placeFor($"{split}.{Language}"), pairs.Select(pair => pair.Other));
        }

        WriteLines(placeFor(Tally.FileName), Dropped.Lines);
    }

    static DebianPair Normalize(DebianPair pair) => pair with
    {
        English = LineCleaner.Normalize(pair.English, pair.Part), Other = LineCleaner.Normalize(pair.Other, pair.Part),
    };

    static void WriteLines(string path, IEnumerable<string> lines) =>
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
