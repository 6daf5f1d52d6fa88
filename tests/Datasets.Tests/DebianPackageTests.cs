using System.IO.Compression;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>With shell scripts in the place of apt-get and dpkg-deb.</summary>
public sealed class DebianPackageTests : IDisposable
{
    const string Unpack = "mkdir -p \"$3\"; cp -a \"$2\".content/. \"$3\"";
    readonly TempFolder folder = new();

    DataStore Store => new(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_folder_of_the_package_becomes_one_archive()
    {
        var toy = Toy($"echo \"$@\" > '{folder["arguments"]}'; cp -a '{Package()}' '{Package()}.content' .");
        Store.Fetch(toy);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        File.ReadAllText(folder["arguments"]).ShouldBe("download --quiet toy=1:2-3\n");
        using var zip = ZipFile.OpenRead(folder["store/debian-toy/toy.zip"]);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["B.png", "a/one.png", "a/two.png"]);
        Directory.EnumerateFileSystemEntries(folder["store"]).Select(Path.GetFileName).Order().ShouldBe([".debian-toy.lock", "debian-toy"]);
    }

    [Fact]
    public void The_users_own_package_will_do()
    {
        var toy = Toy("exit 1");
        Store.Import(toy, Package());
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        File.Exists(Package()).ShouldBeTrue();
    }

    [Fact]
    public void So_will_the_archive_of_another_machine()
    {
        Store.Import(Toy("exit 1"), Package());
        new DataStore(folder["other"]).Import(Toy("exit 1"), folder["store/debian-toy/toy.zip"]).ShouldBe(folder["other/debian-toy"]);
    }

    [Fact]
    public void Other_content_is_refused()
    {
        Package();
        folder.Write("toy_2-3_all.deb.content/usr/share/toy/a/two.png", "other"u8.ToArray());
        Should.Throw<DataFetchException>(() => Store.Import(Toy("exit 1"), folder["toy_2-3_all.deb"])).Message
            .ShouldContain("toy.zip has ");
    }

    [Fact]
    public void The_last_words_of_apt_become_the_error_with_what_mends_it()
    {
        var message = Error(Toy("echo 'E: Unable to locate package toy' >&2; exit 100"));
        message.ShouldContain("ended with 100: E: Unable to locate package toy. "
            + "It takes apt-get with its package lists (sudo apt-get update), Debian package toy 1:2-3 in them, and a network.");
        message.ShouldContain("adashift-bench data fetch debian-toy --from toy_2-3_all.deb.");
    }

    [Fact]
    public void Without_apt_the_error_says_how_to_do_without() =>
        Error(new DebianToy(new DebianPackage("toy", "1:2-3", "usr/share/toy") { Client = folder["no-such-program"] }))
            .ShouldContain("adashift-bench data fetch debian-toy --from toy_2-3_all.deb");

    [Fact]
    public void Without_dpkg_the_error_says_how_to_do_without() =>
        Error(Toy($"cp -a '{Package()}' .", unpack: "exit 2")).ShouldContain(
            "bring 'toy.zip' from a machine that has it: adashift-bench data fetch debian-toy --from PATH");

    [Fact]
    public void A_package_without_the_folder_is_refused() =>
        Error(Toy($"cp -a '{Package()}' .", unpack: "mkdir \"$3\"")).ShouldContain(
            "Debian package toy 1:2-3 has no folder 'usr/share/toy'.");

    string Error(Dataset toy)
    {
        var message = Should.Throw<DataFetchException>(() => Store.Fetch(toy)).Message;
        Directory.EnumerateDirectories(folder["store"]).ShouldBeEmpty();
        return message;
    }

    /// <summary>A package for the script in dpkg-deb's place, which finds the content beside it.</summary>
    string Package()
    {
        var content = "toy_2-3_all.deb.content/usr/share";
        folder.Write($"{content}/toy/a/two.png", "two"u8.ToArray());
        folder.Write($"{content}/toy/a/one.png", "one"u8.ToArray());
        folder.Write($"{content}/toy/B.png", []);
        folder.Write($"{content}/doc/copyright", "public domain"u8.ToArray());
        if (!Path.Exists(folder[$"{content}/toy/link.png"])) File.CreateSymbolicLink(folder[$"{content}/toy/link.png"], "B.png");
        return folder.Write("toy_2-3_all.deb", [1]);
    }

    DebianToy Toy(string client, string unpack = Unpack) => new(new DebianPackage("toy", "1:2-3", "usr/share/toy")
    {
        Client = Script("apt-get", client), Unpacker = Script("dpkg-deb", unpack),
    });

    string Script(string name, string script)
    {
        var path = folder.Write(name, System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return path;
    }

    [Dataset("debian-toy", Title = "Toy", Licence = "none", Source = "this test")]
    sealed class DebianToy(Origin origin) : Dataset
    {
        public override string Description => "Three small files.";

        /// <summary>Pinned: the data sets' own checksums hold only while .NET writes such archives as it does now.</summary>
        public override IReadOnlyList<DataFile> Files { get; } =
            [new("toy.zip", null, Digest.Sha256("5fa2ede9b1cfbb7b8c0e87d6fe31fd6f75d2f392338c8e3e68a66ad092cd24e5"))];

        public override Origin Origin => origin;
    }
}
