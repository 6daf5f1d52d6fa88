using System.Security.Cryptography;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Two small files from a given place.</summary>
[Dataset("toy", Title = "Toy", Licence = "none", Source = "this test")]
sealed class ToyDataset(Origin origin) : Dataset
{
    public static readonly byte[] One = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)];
    public static readonly byte[] Two = "two"u8.ToArray();

    public override string Description => "Two small files.";

    public override IReadOnlyList<DataFile> Files { get; } = [Known("one", One), Known("folder/two", Two)];

    public override Origin Origin => origin;

    public static DataFile Known(string path, byte[] content) =>
        new(path, content.Length, Digest.Of(new MemoryStream(content), HashAlgorithmName.SHA256));
}
