using System.Formats.Tar;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On small files in exactly the format of CIFAR-10's binary version.</summary>
public sealed class Cifar10Tests : IDisposable
{
    const int Row = 3073;
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_are_a_label_and_three_planes()
    {
        var data = Read(Entries());
        data.Classes[3].ShouldBe("cat");
        data.Size.ShouldBe(32);
        data.Train.Labels.ShouldBe([1, 2, 2, 3, 3, 4, 4, 5, 5, 6]);
        data.Test.Labels.ShouldBe([9, 0]);
        data.Test.Pixels.Length.ShouldBe(2 * 3 * 32 * 32);
        // The second test image is [c, y, x] = 64·c + 2·y + x.
        for (var c = 0; c < 3; c++)
            for (var y = 0; y < 32; y++)
                for (var x = 0; x < 32; x++)
                    data.Test.Pixels[3072 + (1024 * c) + (32 * y) + x].ShouldBe((byte)((64 * c) + (2 * y) + x));
    }

    [Fact]
    public void A_file_of_another_size_is_named()
    {
        var entries = Entries();
        entries["data_batch_3.bin"] = entries["data_batch_3.bin"][..^1];
        Error(entries).ShouldBe(
            $"{folder["cifar.tar.gz"]}: 'cifar-10-batches-bin/data_batch_3.bin' has 6,145 bytes, expected 6,146 (2 × 3,073).");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var entries = Entries();
        entries.Remove("test_batch.bin");
        Error(entries).ShouldBe($"{folder["cifar.tar.gz"]} has no file 'test_batch.bin'.");
    }

    [Fact]
    public void A_label_that_is_none_is_named()
    {
        var entries = Entries();
        entries["data_batch_2.bin"][Row] = 10;
        Error(entries).ShouldBe($"{folder["cifar.tar.gz"]}: 'data_batch_2.bin' has the label 10 at byte 3073. Allowed: 0 to 9.");
    }

    [Fact]
    public void Missing_data_says_where_it_is_and_what_to_type() =>
        Should.Throw<DataMissingException>(() => new Cifar10().Load(new DataStore(folder.Path))).Message.ShouldEndWith(
            "Download cifar-10-binary.tar.gz (binary version) from https://www.cs.toronto.edu/~kriz/cifar.html, then point at it. "
            + "Type: adashift-bench data fetch cifar10 --from PATH");

    [Fact]
    public void Another_file_under_its_name_is_refused()
    {
        var file = folder.Write("cifar-10-binary.tar.gz", [1]);
        Should.Throw<DataFetchException>(() => new DataStore(folder["store"]).Import(new Cifar10(), file)).Message
            .ShouldContain("cifar-10-binary.tar.gz has 1 bytes, expected 170,052,171");
    }

    string Error(Dictionary<string, byte[]> entries) => Should.Throw<InvalidDataException>(() => Read(entries)).Message;

    DecodedImages Read(Dictionary<string, byte[]> entries) => Cifar10.Read(
        folder.Write("cifar.tar.gz", Archives.Tgz(
            [
                new PaxTarEntry(TarEntryType.Directory, "cifar-10-batches-bin/"),
                .. entries.Reverse().Select(entry => Archives.Entry($"cifar-10-batches-bin/{entry.Key}", entry.Value)),
            ])),
        rowsPerFile: 2);

    /// <summary>Two rows per file; batch n has the labels n and n + 1, the test batch 9 and 0.</summary>
    static Dictionary<string, byte[]> Entries()
    {
        var entries = new Dictionary<string, byte[]> { ["batches.meta.txt"] = "airplane\n"u8.ToArray() };
        for (byte n = 1; n <= 5; n++) entries[$"data_batch_{n}.bin"] = [n, .. new byte[3072], (byte)(n + 1), .. new byte[3072]];
        var image = Enumerable.Range(0, 3072).Select(i => (byte)((64 * (i / 1024)) + (2 * (i / 32 % 32)) + (i % 32)));
        entries["test_batch.bin"] = [9, .. new byte[3072], 0, .. image];
        return entries;
    }
}
