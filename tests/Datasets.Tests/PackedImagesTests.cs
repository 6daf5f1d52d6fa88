using System.Security.Cryptography;
using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class PackedImagesTests : IDisposable
{
    readonly TempFolder root = new();
    readonly ToyImages toy = new();

    public PackedImagesTests() => root.Write("toy-images/raw", ToyImages.Raw);

    DataStore Store => new(root.Path);

    string Packed => Directory.EnumerateFiles(root[".packed"], "images.safetensors", SearchOption.AllDirectories).Single();

    public void Dispose() => root.Dispose();

    [Fact]
    public void What_was_decoded_comes_back()
    {
        for (var use = 0; use < 2; use++)
        {
            var data = Load();
            data.Classes.ShouldBe(["cat", "dög"]);
            data.Train.Images.shape.ShouldBe([3, 3, 2, 2]);
            data.Train.Images.dtype.ShouldBe(ScalarType.Byte);
            data.Train.Images.data<byte>().ToArray().ShouldBe(Enumerable.Range(0, 36).Select(i => (byte)i));
            data.Train.Labels.dtype.ShouldBe(ScalarType.Int64);
            data.Train.Labels.data<long>().ToArray().ShouldBe([0, 1, 1]);
            data.Test.Images.shape.ShouldBe([1, 3, 2, 2]);
            data.Test.Images.data<byte>().ToArray().ShouldBe(Enumerable.Range(100, 12).Select(i => (byte)i));
            data.Test.Labels.data<long>().ToArray().ShouldBe([1]);
        }

        toy.Decoded.ShouldBe(1);
    }

    [Fact]
    public void It_outlives_the_scope_it_was_loaded_in_and_gives_batches()
    {
        ImageData data;
        using (NewDisposeScope()) data = Load();
        using var scope = NewDisposeScope();
        var (images, labels) = data.Train.Slice(1, 2).Batches(BatchPlan.InOrder(2, batchSize: 2)).Next();
        images.shape.ShouldBe([2, 3, 2, 2]);
        images[1, 0, 0, 0].item<byte>().ShouldBe((byte)24);
        labels.data<long>().ToArray().ShouldBe([1, 1]);
    }

    [Fact]
    public void Writing_to_the_mapped_images_does_not_reach_the_file()
    {
        var before = Sha256(Load);
        Load().Train.Images.fill_(9);
        Sha256(Load).ShouldBe(before);
    }

    [Theory]
    [InlineData("altered")]
    [InlineData("truncated")]
    [InlineData("gone")]
    public void A_damaged_cache_is_made_again(string damage)
    {
        var before = Sha256(Load);
        var bytes = File.ReadAllBytes(Packed);
        bytes[^1] ^= 1;
        if (damage == "gone") File.Delete(Packed);
        else File.WriteAllBytes(Packed, damage == "altered" ? bytes : bytes[..^5]);

        Load().Test.Labels.data<long>().ToArray().ShouldBe([1]);
        toy.Decoded.ShouldBe(2);
        var made = Directory.EnumerateFiles(root[".packed"], "images.safetensors", SearchOption.AllDirectories)
            .Single(file => !file.Contains("damaged", StringComparison.Ordinal));
        Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(made))).ShouldBe(before);
    }

    [Fact]
    public void In_a_store_that_cannot_be_written_it_is_decoded_every_time()
    {
        root.Write(".packed", [1]); // a file where the folder would be
        Load().Train.Images.data<byte>().ToArray().ShouldBe(Enumerable.Range(0, 36).Select(i => (byte)i));
        Load().Classes.ShouldBe(["cat", "dög"]);
        toy.Decoded.ShouldBe(2);
    }

    [Fact]
    public void Nothing_of_it_is_among_the_datasets_of_the_store()
    {
        Load();
        Directory.EnumerateFileSystemEntries(root.Path).Select(Path.GetFileName).Order().ShouldBe([".packed", "toy-images"]);
    }

    [Fact]
    public async Task Workers_that_start_together_decode_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Load(), TestContext.Current.CancellationToken)));
        toy.Decoded.ShouldBe(1);
    }

    [Fact]
    public void It_is_loaded_once_per_process() => toy.Load(Store).ShouldBeSameAs(toy.Load(Store));

    [Fact]
    public void A_size_that_it_has_not_is_refused() =>
        Should.Throw<ArgumentException>(() => toy.Load(Store, 48)).Message
            .ShouldStartWith("toy-images has images of 2 or 4 pixels, not 48.");

    [Fact]
    public void Missing_data_says_what_to_type() =>
        Should.Throw<DataMissingException>(() => new Clipart().Load(Store)).Command.ShouldBe("adashift-bench data fetch clipart");

    /// <summary>As another process would.</summary>
    ImageData Load() => new PackedImages(toy, Store.Open(toy), size: 2).Load(Store);

    string Sha256(Func<ImageData> load)
    {
        load();
        return Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Packed)));
    }

    [Dataset("toy-images", Title = "Toy images", Licence = "none", Source = "this test")]
    sealed class ToyImages : ImageDataset
    {
        public static readonly byte[] Raw = "raw"u8.ToArray();
        int decoded;

        public int Decoded => decoded;

        public override string Description => "Four small images.";

        public override IReadOnlyList<int> Sizes => [2, 4];

        public override IReadOnlyList<DataFile> Files { get; } = [ToyDataset.Known("raw", Raw)];

        public override Origin Origin => new BringYourOwn("nowhere", "nothing");

        internal override DecodedImages Decode(string folder, int size, CancellationToken token)
        {
            Interlocked.Increment(ref decoded);
            return new(["cat", "dög"], size, new(Range(0, 36), [0, 1, 1]), new(Range(100, 12), [1]));
        }

        static byte[] Range(int first, int count) => [.. Enumerable.Range(first, count).Select(i => (byte)i)];
    }
}
