using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Tiny-ImageNet as the course CS231n of Stanford publishes it. The labels of its test images are secret: val/ is the test split.</summary>
[Dataset("tiny-imagenet", Title = "Tiny-ImageNet", Licence = "ImageNet's terms: non-commercial research and education",
    Source = "Le, Yang 2015: Tiny ImageNet visual recognition challenge; images of ImageNet, Deng et al. 2009")]
public sealed class TinyImageNet : ImageDataset
{
    const string Archive = "tiny-imagenet-200.zip";

    public override string Description => "Coloured photographs in 200 classes, 64×64 pixels: 100,000 to train on and 10,000 to test with.";

    public override IReadOnlyList<int> Sizes { get; } = [64];

    public override IReadOnlyList<DataFile> Files { get; } =
        [new(Archive, 248_100_043, Digest.Md5("90528d7ca1a48142e341f4ef8d21d0de"))];

    public override Origin Origin { get; } = new BringYourOwn("http://cs231n.stanford.edu/tiny-imagenet-200.zip", Archive);

    internal override DecodedImages Decode(string folder, int size, CancellationToken token)
    {
        using var archive = new PictureArchive(Path.Combine(folder, Archive));
        var images = archive.Paths.Select(path => path.Split('/')).ToList();
        // tiny-imagenet-200/train/<wnid>/images/<wnid>_0.JPEG
        var train = images.Where(parts => parts is [_, "train", _, "images", _]).GroupBy(parts => parts[2], parts => string.Join('/', parts))
            .OrderBy(one => one.Key, StringComparer.Ordinal).ToList();
        string[] classes = [.. train.Select(one => one.Key)];
        var root = images[0][0];
        return new(classes, size,
            archive.Decode(LabelledPath.Interleave(train), size, token),
            archive.Decode([.. Annotated(archive, $"{root}/val", classes)], size, token));
    }

    /// <summary>val_annotations.txt: file, wnid and four numbers of a box that we do not use, separated by tabs.</summary>
    static IEnumerable<LabelledPath> Annotated(PictureArchive archive, string folder, string[] classes)
    {
        var name = $"{folder}/val_annotations.txt";
        foreach (var line in Encoding.UTF8.GetString(archive.Read(name)).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = line.TrimEnd('\r').Split('\t');
            var label = fields.Length > 1 ? Array.BinarySearch(classes, fields[1], StringComparer.Ordinal) : -1;
            yield return label >= 0 ? new($"{folder}/images/{fields[0]}", label)
                : throw new InvalidDataException($"'{name}' has the line '{line}'. Expected: a file of images/, a tab and a folder of train/.");
        }
    }
}
