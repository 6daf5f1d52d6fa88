using System.Buffers.Binary;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class PictureArchiveTests : IDisposable
{
    static readonly byte[] Good = Pictures.Png(Pictures.Red);
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Files_are_listed_in_ordinal_order()
    {
        using var archive = Open(("b/z.png", Good), ("b/", []), ("B.png", Good), ("a.png", Good));
        archive.Paths.ShouldBe(["B.png", "a.png", "b/z.png"]);
    }

    [Fact]
    public void Pictures_are_decoded_in_the_order_asked_for()
    {
        using var archive = Open(("red", Good), ("black", Pictures.Png(new(0, 0, 0, 255))));
        var split = archive.Decode([new("black", 7), new("red", 3)], size: 1, default);
        split.Pixels.ShouldBe([0, 0, 0, 255, 0, 0]);
        split.Labels.ShouldBe([7, 3]);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("cut")]
    [InlineData("empty")]
    public void A_picture_that_cannot_be_decoded_is_an_error_that_names_it(string name)
    {
        using var archive = Open(("text", "no picture at all"u8.ToArray()), ("cut", Good[..40]), ("empty", []));
        Should.Throw<InvalidDataException>(() => archive.Decode([new(name, 0)], size: 1, default)).Message
            .ShouldStartWith($"{folder["pictures.zip"]}: '{name}' cannot be decoded: ");
    }

    [Fact]
    public void A_picture_that_claims_to_be_enormous_is_refused_before_it_takes_the_memory()
    {
        using var archive = Open(("bomb.png", Claiming(50_000)));
        archive.PixelsOf("bomb.png").ShouldBe(2_500_000_000);
        Should.Throw<InvalidDataException>(() => archive.Decode([new("bomb.png", 0)], size: 1, default)).Message
            .ShouldContain("'bomb.png' cannot be decoded: ");
    }

    [Fact]
    public void A_file_that_is_not_in_it_is_named()
    {
        using var archive = Open(("a.png", Good));
        Should.Throw<InvalidDataException>(() => archive.Read("b.png")).Message.ShouldBe($"{folder["pictures.zip"]}: 'b.png' is not in it");
    }

    [Fact]
    public void What_is_no_archive_is_named() =>
        Should.Throw<InvalidDataException>(() => new PictureArchive(folder.Write("x.zip", [1, 2, 3]))).Message
            .ShouldStartWith($"{folder["x.zip"]} is not a zip archive: ");

    /// <summary>The good picture with another width and height in its header, and the header's checksum to match.</summary>
    static byte[] Claiming(int size)
    {
        var png = Good.ToArray();
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), size);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), size);
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc32Of(png.AsSpan(12, 17)));
        return png;
    }

    static uint Crc32Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }

        return ~crc;
    }

    PictureArchive Open(params (string, byte[])[] files) => new(folder.Write("pictures.zip", Pictures.Zip(files)));
}
