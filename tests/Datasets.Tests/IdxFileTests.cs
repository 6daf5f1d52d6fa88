namespace AdaShift.Bench.Datasets.Tests;

public sealed class IdxFileTests : IDisposable
{
    static readonly byte[] Good = TinyIdx.Of([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 2, 3, 2);
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Shape_and_values_come_in_the_files_order()
    {
        Good[..4].ShouldBe([0, 0, 8, 3]); // the official images' magic number, 2051
        var (shape, data) = IdxFile.ReadBytes(folder.Write("images", Good), dimensions: 3);
        shape.ShouldBe([2, 3, 2]);
        data.ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    }

    [Fact]
    public void A_truncated_file_is_refused_and_named() =>
        Error(Good[..^1]).ShouldBe($"{folder["images"]} has 11 values after its header, expected 2×3×2 = 12.");

    [Fact]
    public void Trailing_garbage_is_refused_and_named() =>
        Error([.. Good, 0, 0]).ShouldBe($"{folder["images"]} has 14 values after its header, expected 2×3×2 = 12.");

    [Fact]
    public void A_wrong_magic_number_is_refused_and_named() =>
        Error([0, 0, 8, 1, .. Good[4..]])
            .ShouldBe($"{folder["images"]} begins with the magic number 2049, expected 2051 (unsigned bytes, 3 dimensions).");

    [Fact]
    public void A_file_shorter_than_its_header_is_refused_and_named() =>
        Error(Good[..7]).ShouldBe($"{folder["images"]} has 7 bytes, not even the header of 16.");

    [Fact]
    public void Sizes_whose_product_overflows_are_refused() =>
        Error([0, 0, 8, 3, .. Enumerable.Repeat((byte)255, 12), 1]).ShouldContain("has 1 values after its header");

    string Error(byte[] content) =>
        Should.Throw<InvalidDataException>(() => IdxFile.ReadBytes(folder.Write("images", content), dimensions: 3)).Message;
}
