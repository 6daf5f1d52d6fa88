using SixLabors.ImageSharp.PixelFormats;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class PictureDecoderTests
{
    static readonly Rgba32 Blue = new(0, 0, 255, 255);

    [Fact]
    public void Planes_are_red_green_blue_and_each_goes_row_by_row()
    {
        var content = Pictures.Png(2, 2, (x, y) => new((byte)(10 + x), (byte)(20 + y), (byte)(30 + x + y), 255));
        Decode(content, 2).ShouldBe([10, 11, 10, 11, 20, 20, 21, 21, 30, 31, 31, 32]);
    }

    [Theory]
    [InlineData(255, 40)]
    [InlineData(128, 147)] // (128·40 + 127·255) / 255 = 147.08
    [InlineData(127, 148)] // (127·40 + 128·255) / 255 = 147.92
    [InlineData(0, 255)]
    public void A_transparent_pixel_is_put_on_white(byte alpha, byte seen) =>
        Decode(Pictures.Png(1, 1, (_, _) => new(40, 40, 40, alpha)), 1).ShouldBe([seen, seen, seen]);

    [Fact]
    public void What_is_hidden_under_transparent_pixels_does_not_bleed_when_the_picture_shrinks()
    {
        var content = Pictures.Png(64, 64, (x, _) => x % 2 == 0 ? new(0, 255, 0, 0) : new(255, 255, 255, 255));
        Decode(content, 8).ShouldAllBe(value => value == 255);
    }

    [Theory]
    [InlineData(40, 20)]
    [InlineData(2, 1)]
    public void Proportions_are_kept_and_the_rest_is_white(int width, int height)
    {
        var planes = Decode(Pictures.Png(width, height, (_, _) => Blue), 8);
        for (var y = 0; y < 8; y++)
            planes[(8 * y)..(8 * (y + 1))].ShouldBe(Enumerable.Repeat((byte)(y is >= 2 and < 6 ? 0 : 255), 8), $"row {y}");
    }

    [Fact]
    public void A_grey_jpeg_has_three_equal_planes()
    {
        var content = Pictures.GreyJpeg(16, (x, y) => (byte)((8 * x) + (4 * y)));
        var planes = Decode(content, 16);
        planes[..256].ShouldBe(planes[256..512]);
        planes[..256].ShouldBe(planes[512..]);
        for (var i = 0; i < 256; i++) ((double)planes[i]).ShouldBe((8 * (i % 16)) + (4 * (i / 16)), tolerance: 4);
    }

    [Fact]
    public void The_size_is_known_without_decoding() => PictureDecoder.PixelsOf(Pictures.Png(5, 3, (_, _) => Blue)[..60]).ShouldBe(15);

    static byte[] Decode(byte[] content, int size)
    {
        var planes = new byte[3 * size * size];
        PictureDecoder.Decode(content, planes, size);
        return planes;
    }
}
