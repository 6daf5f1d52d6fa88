using System.Security.Cryptography;
using System.Text;
using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Testing;

/// <summary>One small file that has to be brought: a data set that comes with a plug-in.</summary>
[Dataset("toy-data", Title = "Toy data", Licence = "none", Source = "Test")]
public sealed class ToyData : Dataset
{
    public const string FileName = "numbers.txt";
    public const string Content = "1 2 3";

    public override string Description => "Three numbers.";

    public override IReadOnlyList<DataFile> Files { get; } = [new(FileName, Content.Length, Checksum())];

    public override Origin Origin { get; } = new BringYourOwn("a test", FileName);

    static Digest Checksum()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(Content));
        return Digest.Of(content, HashAlgorithmName.SHA256);
    }
}
