namespace AdaShift.Bench.Datasets.Tests;

public sealed class LocalCopyTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly ToyDataset toy = new(new BringYourOwn("https://example.org/toy", "toy.tar.gz"));

    DataStore Store => new(folder["store"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("one", "folder/two")]
    [InlineData("one", "two")]
    [InlineData("deep/one", "two")]
    public void A_folder_with_the_files_is_copied(string one, string two)
    {
        folder.Write($"own/{one}", ToyDataset.One);
        folder.Write($"own/{two}", ToyDataset.Two);
        Store.Import(toy, folder["own"]);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
        File.Exists(folder[$"own/{one}"]).ShouldBeTrue();
    }

    [Fact]
    public void Gzipped_files_are_unpacked()
    {
        folder.Write("own/one.gz", Archives.Gzip(ToyDataset.One));
        folder.Write("own/two.gz", Archives.Gzip(ToyDataset.Two));
        Store.Import(toy, folder["own"]);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void An_archive_with_the_files_is_unpacked()
    {
        var archive = folder.Write("own.tar.gz", Archives.Tgz(
            Archives.Entry("toy-1/one", ToyDataset.One), Archives.Entry("toy-1/folder/two", ToyDataset.Two)));
        Store.Import(toy, archive);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void Pointing_at_one_of_the_files_means_its_folder()
    {
        folder.Write("own/two", ToyDataset.Two);
        Store.Import(toy, folder.Write("own/one", ToyDataset.One));
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void A_read_only_copy_will_do()
    {
        File.SetUnixFileMode(folder.Write("own/one", ToyDataset.One), UnixFileMode.UserRead);
        File.SetUnixFileMode(folder.Write("own/two", ToyDataset.Two), UnixFileMode.UserRead);
        Store.Import(toy, folder["own"]);
        Store.Verify(toy).ShouldBe(DataStatus.Ready);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        folder.Write("own/one", ToyDataset.One);
        Error(folder["own"]).ShouldContain($"{folder["own"]} has neither 'folder/two' nor 'folder/two.gz'");
        Error(folder["nowhere"]).ShouldContain($"there is no file or folder '{folder["nowhere"]}'");
    }

    [Theory]
    [InlineData("own.zip", "PK")]
    [InlineData("own.csv", "1,2,3\n")]
    public void What_is_neither_archive_nor_file_of_it_is_told_what_it_should_be(string name, string line)
    {
        var error = Error(folder.Write(name, System.Text.Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(line, 999)))));
        error.ShouldContain($"{folder[name]}: it is not a whole tar archive, plain or gzipped (");
        error.ShouldContain("Give a tar archive or a folder that holds one, folder/two, each as it is or with .gz, or one of these files.");
    }

    [Fact]
    public void A_gzip_bomb_stops_one_byte_too_far()
    {
        folder.Write("own/one.gz", Archives.Gzip(new byte[50_000_000]));
        folder.Write("own/two", ToyDataset.Two);
        Error(folder["own"]).ShouldContain("one has 1,001 bytes, expected 1,000");
    }

    [Fact]
    public void A_broken_gzip_file_is_refused()
    {
        folder.Write("own/one.gz", Archives.Gzip(ToyDataset.One)[..200]);
        folder.Write("own/two", ToyDataset.Two);
        Error(folder["own"]).ShouldContain("one");
    }

    string Error(string from) => Should.Throw<DataFetchException>(() => Store.Import(toy, from)).Message;
}
