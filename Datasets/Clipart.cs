namespace AdaShift.Bench.Datasets;

/// <summary>Small coloured pictures that every Debian machine can fetch: a stand-in for CIFAR-10 (32) and for Tiny-ImageNet (64).</summary>
/// <remarks>The package's pictures are in one archive, byte for byte; <see cref="ClipartSplit"/> says which are used and how.</remarks>
[Dataset("clipart", Title = "Open Clip Art Library", Licence = "public domain",
    Source = "The Open Clip Art Library 0.18, drawings of its members, as PNG files of Debian's package openclipart-png")]
public sealed class Clipart : ImageDataset
{
    const string Archive = "openclipart.zip";

    public override string Description =>
        "Coloured drawings in 23 classes, 32×32 or 64×64 pixels: 3,249 to train on and 460 to test with.";

    public override IReadOnlyList<int> Sizes { get; } = [32, 64];

    public override IReadOnlyList<DataFile> Files { get; } =
        [new(Archive, 154_353_673, Digest.Sha256("485018dad2fd2bc29391e3dbfe2d521e478a39c584bba03bfe5fe84e7a9e1bbe"))];

    public override Origin Origin { get; } =
        new DebianPackage("openclipart-png", "1:0.18+dfsg-19", folder: "usr/share/openclipart/png");

    internal override DecodedImages Decode(string folder, int size, CancellationToken token)
    {
        using var archive = Open(folder);
        var split = Split(archive);
        return new(split.Classes, size, archive.Decode(split.Train, size, token), archive.Decode(split.Test, size, token));
    }

    internal static PictureArchive Open(string folder) => new(Path.Combine(folder, Archive));

    internal static ClipartSplit Split(PictureArchive archive) =>
        ClipartSplit.Choose(archive.Paths.Where(path => archive.PixelsOf(path) <= ClipartSplit.MostPixels));
}
