using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;

namespace AdaShift.Bench.Datasets;

/// <summary>CIFAR-10 as its authors publish it: the archive of the binary version.</summary>
[Dataset("cifar10", Title = "CIFAR-10", Licence = "none stated; its authors ask for a citation",
    Source = "Krizhevsky 2009: Learning multiple layers of features from tiny images")]
public sealed class Cifar10 : ImageDataset
{
    const string Archive = "cifar-10-binary.tar.gz";
    const int Size = 32;
    const int RowsPerFile = 10_000;
    const string TestFile = "test_batch.bin";

    static readonly string[] TrainFiles = [.. Enumerable.Range(1, 5).Select(number => $"data_batch_{number}.bin")];
    static readonly string[] Classes = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    public override string Description => "Coloured photographs in 10 classes, 32×32 pixels: 50,000 to train on and 10,000 to test with.";

    public override IReadOnlyList<int> Sizes { get; } = [Size];

    public override IReadOnlyList<DataFile> Files { get; } =
        [new(Archive, 170_052_171, Digest.Sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"))];

    public override Origin Origin { get; } = new BringYourOwn("https://www.cs.toronto.edu/~kriz/cifar.html", $"{Archive} (binary version)");

    internal override DecodedImages Decode(string folder, int size, CancellationToken token) =>
        Read(Path.Combine(folder, Archive), RowsPerFile, token);

    /// <summary>Reads the six files; each row is a byte for the label and 3,072 for the planes red, green, blue.</summary>
    /// <param name="rowsPerFile">10,000 in the official files.</param>
    /// <exception cref="InvalidDataException">A file is missing, has another size, or a label that is none.</exception>
    internal static DecodedImages Read(string archive, int rowsPerFile, CancellationToken token = default)
    {
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var content = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
        using var tar = new TarReader(content);
        while (tar.GetNextEntry() is { } entry)
        {
            token.ThrowIfCancellationRequested();
            var name = Path.GetFileName(entry.Name);
            if (name == TestFile || TrainFiles.Contains(name)) files[name] = ReadFile(entry, archive, rowsPerFile);
        }

        return new(Classes, Size, Join(TrainFiles), Join(TestFile));

        DecodedSplit Join(params string[] names) => Unpack(archive, names,
            [.. names.Select(name => files.GetValueOrDefault(name) ?? throw new InvalidDataException($"{archive} has no file '{name}'."))]);
    }

    static byte[] ReadFile(TarEntry entry, string archive, int rows)
    {
        var expected = (long)rows * (1 + DecodedImages.BytesOf(Size));
        if (entry.Length != expected)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"{archive}: '{entry.Name}' has {entry.Length:N0} bytes, expected {expected:N0} ({rows:N0} × 3,073)."));
        var bytes = new byte[entry.Length];
        entry.DataStream!.ReadExactly(bytes);
        return bytes;
    }

    static DecodedSplit Unpack(string archive, string[] names, byte[][] files)
    {
        var image = DecodedImages.BytesOf(Size);
        var rows = files.Sum(file => file.Length / (1 + image));
        var split = new DecodedSplit(new byte[rows * image], new long[rows]);
        var row = 0;
        for (var f = 0; f < files.Length; f++)
            for (var at = 0; at < files[f].Length; at += 1 + image, row++)
            {
                split.Labels[row] = files[f][at] < Classes.Length ? files[f][at]
                    : throw new InvalidDataException(
                        $"{archive}: '{names[f]}' has the label {files[f][at]} at byte {at}. Allowed: 0 to 9.");
                Array.Copy(files[f], at + 1, split.Pixels, row * image, image);
            }

        return split;
    }
}
