using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Tiny-ImageNet as Stanford's course CS231n publishes it.</summary>
/// <remarks>The test split is val/: the labels of test/ are not published.</remarks>
[Dataset("tiny-imagenet", Title = "Tiny-ImageNet", Licence = "ImageNet's terms: non-commercial research and education",
    Source = "Le, Yang 2015: Tiny ImageNet visual recognition challenge; images of ImageNet, Deng et al. 2009")]
public sealed class TinyImageNet : ImageDataset
{
    const string Root = "tiny-imagenet-200";
    const string Archive = "tiny-imagenet-200.zip";

    public override string Description => "Coloured photographs in 200 classes, 64×64 pixels: 100,000 to train on and 10,000 to test with.";

    public override IReadOnlyList<int> Sizes { get; } = [64];

    public override IReadOnlyList<DataFile> Files { get; } =
        [new(Archive, 248_100_043, Digest.Md5("90528d7ca1a48142e341f4ef8d21d0de"))];

    public override Origin Origin { get; } = new BringYourOwn("http://cs231n.stanford.edu/tiny-imagenet-200.zip", Archive);

    internal override DecodedImages Decode(string folder, int size, CancellationToken token)
    {
        using var archive = new PictureArchive(Path.Combine(folder, Archive));
        // tiny-imagenet-200/train/<wnid>/images/<wnid>_0.JPEG
        var train = archive.Paths
            .Where(path => path.Split('/') is [Root, "train", _, "images", _])
            .GroupBy(path => path.Split('/')[2], StringComparer.Ordinal)
            .OrderBy(one => one.Key, StringComparer.Ordinal)
            .ToList();
        string[] classes = [.. train.Select(one => one.Key)];
        return new(classes, size,
            archive.Decode(LabelledPath.Interleave(train), size, token),
            archive.Decode([.. Annotated(archive, classes)], size, token));
    }

    /// <summary>val_annotations.txt: file, wnid and four numbers of a box that we do not use, separated by tabs.</summary>
    static IEnumerable<LabelledPath> Annotated(PictureArchive archive, string[] classes)
    {
        const string name = $"{Root}/val/val_annotations.txt";
        foreach (var line in Encoding.UTF8.GetString(archive.Read(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.TrimEnd('\r').Split('\t');
            var label = fields.Length > 1 ? Array.BinarySearch(classes, fields[1], StringComparer.Ordinal) : -1;
            yield return label >= 0 ? new($"{Root}/val/images/{fields[0]}", label)
                : throw new InvalidDataException(
                    $"'{name}' has the line '{line}'. Expected: a file of images/, a tab and a folder of train/.");
        }
    }
}
