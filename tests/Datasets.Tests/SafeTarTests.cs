using System.Formats.Tar;
using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class SafeTarTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_and_folders_come_out()
    {
        var folderEntry = new PaxTarEntry(TarEntryType.Directory, "./package/");
        Unpack(Archives.Tgz(folderEntry, Archives.Entry("package/data/a", [1, 2]), Archives.Entry("b", [])));
        File.ReadAllBytes(folder["out/package/data/a"]).ShouldBe([1, 2]);
        File.ReadAllBytes(folder["out/b"]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../evil")]
    [InlineData("a/../../evil")]
    [InlineData("..\\evil")]
    [InlineData("/tmp/adashift-evil")]
    public void A_path_that_leads_out_is_refused(string name)
    {
        Refused(Archives.Tgz(Archives.Entry(name, [1]))).ShouldBe($"'{name}' leads out of the folder it is unpacked into.");
        folder.Files().ShouldBe(["archive"]);
        File.Exists("/tmp/adashift-evil").ShouldBeFalse();
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    public void A_link_is_refused(TarEntryType type) =>
        Refused(Archives.Tgz(Archives.Link(type, "link", "/etc/passwd")))
            .ShouldBe($"'link' is a {type}; only files and folders are unpacked.");

    [Fact]
    public void A_device_is_refused() =>
        Refused(Archives.Tgz(new PaxTarEntry(TarEntryType.Fifo, "pipe"))).ShouldContain("'pipe' is a Fifo");

    [Fact]
    public void More_than_the_size_allowed_is_refused_before_it_is_written()
    {
        Refused(Archives.Tgz(Archives.Entry("small", [1]), Archives.Entry("bomb", new byte[1 << 20])), maxBytes: 10_000)
            .ShouldBe("with 'bomb' it unpacks to more than the 10000 bytes allowed.");
        File.Exists(folder["out/bomb"]).ShouldBeFalse();
    }

    [Fact]
    public void Many_empty_files_meet_the_limit_too() =>
        Refused(Archives.Tgz(Enumerable.Range(0, 100).Select(i => Archives.Entry($"{i}", []))), maxBytes: 10_000)
            .ShouldContain("10000 bytes");

    [Fact]
    public void A_file_that_is_in_it_twice_is_refused() =>
        Refused(Archives.Tgz(Archives.Entry("a", [1]), Archives.Entry("a", [2]))).ShouldBe("'a' is in it twice.");

    [Fact]
    public void A_truncated_archive_is_refused_wherever_it_ends()
    {
        var noise = new byte[5_000];
        for (var i = 0; i < noise.Length; i++) noise[i] = (byte)(i * i * 31 / 7);
        var whole = Archives.Tgz(Archives.Entry("a", noise));
        for (var length = 20; length < whole.Length * 9 / 10; length += 101) Refused(whole[..length]);
    }

    [Fact]
    public void What_is_no_archive_is_refused() => Refused(Encoding.ASCII.GetBytes(new string('x', 2_000)));

    [Fact]
    public void A_header_with_an_impossible_length_is_refused()
    {
        var tar = Archives.Tar([new UstarTarEntry(TarEntryType.RegularFile, "a") { DataStream = new MemoryStream([1]) }]);
        "77777777777\0"u8.CopyTo(tar.AsSpan(124)); // the length field; the checksum no longer fits either
        Refused(tar);
    }

    void Unpack(byte[] archive, long maxBytes = 1 << 24) =>
        SafeTar.Unpack(folder.Write("archive", archive), Directory.CreateDirectory(folder["out"]).FullName, maxBytes, default);

    string Refused(byte[] archive, long maxBytes = 1 << 24)
    {
        if (Directory.Exists(folder["out"])) Directory.Delete(folder["out"], recursive: true);
        return Should.Throw<InvalidDataException>(() => Unpack(archive, maxBytes)).Message;
    }
}
