using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On small files in exactly MNIST's format.</summary>
public sealed class MnistTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Pixels_become_fractions_and_labels_int64()
    {
        using var data = Owned(Read(ScalarType.Float32));
        data.Value.Train.Images.shape.ShouldBe([3, 4]);
        data.Value.Train.Images.data<float>().ToArray()
            .ShouldBe([0f, 1f / 255, 2f / 255, 1f, 4f / 255, 0f, 0f, 0f, 0f, 0f, 128f / 255, 0f]);
        data.Value.Train.Labels.dtype.ShouldBe(ScalarType.Int64);
        data.Value.Train.Labels.data<long>().ToArray().ShouldBe([7, 0, 9]);
        data.Value.Test.Count.ShouldBe(1);
    }

    [Fact]
    public void Pixels_may_stay_bytes()
    {
        using var data = Owned(Read(ScalarType.Byte));
        data.Value.Train.Images.data<byte>().ToArray().ShouldBe([0, 1, 2, 255, 4, 0, 0, 0, 0, 0, 128, 0]);
    }

    [Fact]
    public void The_data_outlives_the_scope_it_was_loaded_in()
    {
        MnistData data;
        using (NewDisposeScope()) data = Read(ScalarType.Float32);
        using var owned = Owned(data);
        data.Train.Images[0, 3].item<float>().ShouldBe(1f);
    }

    [Fact]
    public void A_slice_is_a_view_of_its_rows()
    {
        using var data = Owned(Read(ScalarType.Float32));
        using var scope = NewDisposeScope();
        var slice = data.Value.Train.Slice(1, 2);
        slice.Count.ShouldBe(2);
        slice.Labels.data<long>().ToArray().ShouldBe([0, 9]);
    }

    [Fact]
    public void Pictures_without_labels_are_refused_and_named()
    {
        WriteFiles();
        folder.Write("train-labels-idx1-ubyte", TinyIdx.Of([7, 0], 2));
        Should.Throw<InvalidDataException>(() => MnistData.Read(folder.Path, ScalarType.Float32)).Message
            .ShouldBe($"{folder["train-images-idx3-ubyte"]} has 3 pictures, but {folder["train-labels-idx1-ubyte"]} has 2 labels.");
    }

    [Fact]
    public void Missing_data_says_what_to_type() =>
        Should.Throw<DataMissingException>(() => Mnist.Load(new DataStore(folder.Path)))
            .Command.ShouldBe("adashift-bench data fetch mnist");

    [Fact]
    public void Other_files_under_its_names_are_refused_and_all_named()
    {
        foreach (var file in new Mnist().Files) folder.Write($"mnist/{file.Path}", TinyIdx.Of([1], 1));
        var message = Should.Throw<DataDamagedException>(() => Mnist.Load(new DataStore(folder.Path))).Message;
        foreach (var file in new Mnist().Files) message.ShouldContain($"{file.Path} has 9 bytes, expected {file.Bytes:N0}");
    }

    [Fact]
    public void A_pixel_type_that_makes_no_sense_is_refused() =>
        Should.Throw<ArgumentException>(() => Mnist.Load(new DataStore(folder.Path), ScalarType.Int64))
            .Message.ShouldContain("Float32 or Byte, not Int64");

    MnistData Read(ScalarType pixels)
    {
        WriteFiles();
        return MnistData.Read(folder.Path, pixels);
    }

    void WriteFiles()
    {
        folder.Write("train-images-idx3-ubyte", TinyIdx.Of([0, 1, 2, 255, 4, 0, 0, 0, 0, 0, 128, 0], 3, 2, 2));
        folder.Write("train-labels-idx1-ubyte", TinyIdx.Of([7, 0, 9], 3));
        folder.Write("t10k-images-idx3-ubyte", TinyIdx.Of([1, 2, 3, 4], 1, 2, 2));
        folder.Write("t10k-labels-idx1-ubyte", TinyIdx.Of([5], 1));
    }

    static Owner Owned(MnistData data) => new(data);

    sealed class Owner(MnistData value) : IDisposable
    {
        public MnistData Value => value;

        public void Dispose()
        {
            foreach (var part in new[] { value.Train, value.Test })
            {
                part.Images.Dispose();
                part.Labels.Dispose();
            }
        }
    }
}
