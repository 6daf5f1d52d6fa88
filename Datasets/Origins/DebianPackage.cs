using System.IO.Compression;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// A folder of a Debian package, fetched with apt's own client, which heeds the user's sources and proxy, and unpacked with dpkg-deb.
/// Nothing is installed; no script of the package is run.
/// </summary>
/// <remarks>
/// The dataset has one file: a zip archive of the folder's regular files, in ordinal order, uncompressed and without times, so that its
/// bytes depend on their names and contents only. Links, by which Debian replaces files that are in a package twice, are left out.
/// </remarks>
/// <param name="name">The package.</param>
/// <param name="version">Exactly this one.</param>
/// <param name="folder">In the package; parts joined by '/'.</param>
public sealed class DebianPackage(string name, string version, string folder) : Origin
{
    static readonly TimeSpan Limit = TimeSpan.FromMinutes(20);
    static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero); // zip's earliest

    /// <summary>Another program in apt-get's place, for tests.</summary>
    internal string Client { get; init; } = "apt-get";

    /// <summary>Another program in dpkg-deb's place, for tests.</summary>
    internal string Unpacker { get; init; } = "dpkg-deb";

    /// <summary>A package that the user has; null to download it.</summary>
    string? Own { get; init; }

    public override void Deliver(Delivery delivery)
    {
        var file = delivery.Dataset.Files.Single();
        var package = Own ?? Download(delivery);
        delivery.Report("unpacking");
        var unpacked = Path.Combine(delivery.Scratch, "unpacked");
        delivery.RunProgram(Unpacker, ["-x", package, unpacked], Limit,
            $"It takes dpkg-deb, which is part of Debian and Ubuntu. Elsewhere, bring '{file.Path}' from a machine that has it: "
            + $"adashift-bench data fetch {delivery.Dataset.Name} --from PATH");
        var pictures = Path.Combine(unpacked, folder);
        if (!Directory.Exists(pictures)) throw delivery.Failed($"{this} has no folder '{folder}'.");
        Zip(pictures, delivery.PlaceFor(file), delivery.Token);
    }

    internal override Origin From(string path) => path.EndsWith(".deb", StringComparison.Ordinal) && File.Exists(path)
        ? new DebianPackage(name, version, folder) { Client = Client, Unpacker = Unpacker, Own = Path.GetFullPath(path) }
        : base.From(path);

    public override string ToString() => Own ?? $"Debian package {name} {version}";

    string Download(Delivery delivery)
    {
        delivery.RunProgram(Client, ["download", "--quiet", $"{name}={version}"], Limit,
            $"It takes apt-get with its package lists (sudo apt-get update), {this} in them, and a network. "
            + "Without them, bring the package: "
            + $"adashift-bench data fetch {delivery.Dataset.Name} --from {name}_{version[(version.IndexOf(':') + 1)..]}_all.deb");
        return Directory.EnumerateFiles(delivery.Scratch, "*.deb").FirstOrDefault()
            ?? throw delivery.Failed($"apt-get left no package {name}.");
    }

    static void Zip(string folder, string path, CancellationToken token)
    {
        var noLinks = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var files = Directory.EnumerateFiles(folder, "*", noLinks)
            .Select(file => (Path: file, Name: Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/')))
            .OrderBy(file => file.Name, StringComparer.Ordinal);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (from, name) in files)
        {
            token.ThrowIfCancellationRequested();
            var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
            (entry.LastWriteTime, entry.ExternalAttributes) = (NoTime, 0);
            using var source = File.OpenRead(from);
            using var target = entry.Open();
            source.CopyTo(target);
        }
    }
}
