using System.Globalization;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// Debian's package descriptions in English and another language, fetched with <c>apt-get update</c> from the sources that are configured
/// on the machine, into lists of its own, and made into a parallel corpus. It needs no root and leaves apt's own state alone.
/// </summary>
/// <remarks>The archive changes, and the corpus with it: its content is recorded when it is fetched, not demanded.</remarks>
/// <param name="language">The code of the other language, as in <c>Translation-fr</c>.</param>
public sealed class DebianTranslations(string language) : Origin
{
    internal const string English = "en";
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);

    /// <summary>Another program in apt-get's place, for tests.</summary>
    internal string Client { get; init; } = "apt-get";

    /// <summary>A folder of apt's lists that the user has; null to download them.</summary>
    string? Own { get; init; }

    public override void Deliver(Delivery delivery)
    {
        var lists = Own ?? Download(delivery);
        delivery.Report("pairing, cleaning and splitting");
        var corpus = DebianCorpus.Build(lists, language, delivery.Token);
        if (corpus.Train.Count == 0 || corpus.Dev.Count == 0 || corpus.Test.Count == 0)
            throw delivery.Failed($"{this} gave {corpus.Train.Count} lines to train on, {corpus.Dev.Count} dev and {corpus.Test.Count} test "
                + "lines. It takes sources of Debian or Ubuntu with 'main' (see apt-cache policy)");
        delivery.Report(string.Create(CultureInfo.InvariantCulture,
            $"{corpus.Train.Count:N0} pairs to train on, {corpus.Dev.Count:N0} dev, {corpus.Test.Count:N0} test"));
        corpus.Write(name => delivery.PlaceFor(delivery.Dataset.Files.Single(file => file.Path == name)));
    }

    /// <summary>A folder of apt's lists, uncompressed; else the files of another machine.</summary>
    internal override Origin From(string path) =>
        Directory.Exists(path) && Directory.EnumerateFiles(path, $"*{DebianCorpus.TranslationSuffix}{language}").Any()
            ? new DebianTranslations(language) { Client = Client, Own = Path.GetFullPath(path) }
            : base.From(path);

    public override string ToString() => $"Debian's package descriptions in {English} and {language}{(Own is null ? "" : $" in {Own}")}";

    string Download(Delivery delivery)
    {
        var lists = Directory.CreateDirectory(Path.Combine(delivery.Scratch, "lists")).FullName;
        var cache = Directory.CreateDirectory(Path.Combine(delivery.Scratch, "cache")).FullName;
        var settings = Path.Combine(delivery.Scratch, "apt.conf");
        File.WriteAllText(settings, Settings(lists, cache));
        delivery.RunProgram(Client, ["--quiet", $"--config-file={settings}", "update"], Limit,
            "It takes apt-get with sources of Debian or Ubuntu, and a network. Elsewhere, bring the files from a machine that has them: "
            + $"adashift-bench data fetch {delivery.Dataset.Name} --from PATH");
        return lists;
    }

    /// <summary>Read after the machine's own settings; hooks, which might change something of the machine's, are taken out.</summary>
    string Settings(string lists, string cache) => $"""
        Dir::State::lists "{lists}";
        Dir::Cache "{cache}";
        Dir::Cache::pkgcache "";
        Dir::Cache::srcpkgcache "";
        Acquire::GzipIndexes "false";
        Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
        Acquire::IndexTargets::deb-src::Sources::DefaultEnabled "false";

        """
        + ListSettings("Acquire::Languages", English, language)
        + ListSettings("APT::Update::Pre-Invoke") + ListSettings("APT::Update::Post-Invoke")
        + ListSettings("APT::Update::Post-Invoke-Success");

    static string ListSettings(string key, params string[] values) =>
        $"#clear {key};\n{(values.Length == 0 ? "" : $"{key} {{ {string.Concat(values.Select(value => $"\"{value}\"; "))}}};\n")}";
}
