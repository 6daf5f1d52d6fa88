using System.Buffers.Binary;
using System.Text;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests.Records;

/// <summary>What is saved is read back, bit for bit, and nothing that is on the way can lose an older file.</summary>
public sealed class TensorFileTests : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("safetensors").FullName;
    readonly DisposeScope scope = NewDisposeScope();

    string File1 => Path.Combine(folder, "one.safetensors");

    public void Dispose()
    {
        scope.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Every_type_comes_back(ScalarType type)
    {
        manual_seed(1);
        var tensor = (rand(3, 5) * 100).to(type);
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["t"] = tensor });

        var loaded = TensorFiles.Load(File1)["t"];
        loaded.dtype.ShouldBe(type);
        loaded.shape.ShouldBe([3, 5]);
        loaded.bytes.SequenceEqual(tensor.bytes).ShouldBeTrue();
    }

    [Fact]
    public void Scalars_empties_views_parameters_and_odd_names_come_back()
    {
        var tensors = new Dictionary<string, Tensor>
        {
            ["scalar"] = tensor(3.5),
            ["empty"] = zeros(0, 4),
            ["transposed"] = arange(6f).view(2, 3).t(),
            ["parameter"] = nn.Parameter(ones(2)),
            ["ключ \"α\"\n"] = tensor(new[] { float.NaN, float.NegativeInfinity, -0f }),
        };
        TensorFiles.Save(File1, tensors);

        var loaded = TensorFiles.Load(File1);
        loaded.Keys.ShouldBe(tensors.Keys, ignoreOrder: true);
        foreach (var (name, tensor) in tensors)
        {
            loaded[name].shape.ShouldBe(tensor.shape, name);
            loaded[name].bytes.SequenceEqual(tensor.detach().contiguous().bytes).ShouldBeTrue(name);
            loaded[name].requires_grad.ShouldBeFalse(name);
        }
    }

    [Fact]
    public void The_header_is_the_published_format()
    {
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["b"] = zeros(2, dtype: ScalarType.Byte), ["a"] = ones(2, 1) });

        var bytes = File.ReadAllBytes(File1);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        (length % 8).ShouldBe(0);
        Encoding.UTF8.GetString(bytes, 8, length).TrimEnd(' ').ShouldBe(
            """
            {"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},"b":{"dtype":"U8","shape":[2],"data_offsets":[8,10]}}
            """);
        bytes[(8 + length)..].ShouldBe([0, 0, 0x80, 0x3f, 0, 0, 0x80, 0x3f, 0, 0]);
    }

    [Fact]
    public void Metadata_comes_first_and_comes_back()
    {
        KeyValuePair<string, string>[] metadata = [new("z", "1"), new("a", "ü\n\"")];
        AtomicFile.Write(File1, stream => TensorFile.Write(stream, new Dictionary<string, Tensor> { ["t"] = ones(1) }, metadata));

        Encoding.UTF8.GetString(File.ReadAllBytes(File1), 8, 25).ShouldBe("""{"__metadata__":{"z":"1",""");
        using var stream = File.OpenRead(File1);
        var (tensors, read) = TensorFile.Read(stream);
        tensors.Keys.ShouldBe(["t"]);
        read.ShouldBe(metadata);
    }

    [Fact]
    public void A_file_without_tensors_is_a_file()
    {
        TensorFiles.Save(File1, new Dictionary<string, Tensor>());
        TensorFiles.Load(File1).ShouldBeEmpty();
    }

    [Fact]
    public void The_same_tensors_give_the_same_bytes()
    {
        var (a, b) = (ones(2), zeros(3));
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["a"] = a, ["b"] = b });
        var first = File.ReadAllBytes(File1);
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["b"] = b, ["a"] = a });
        File.ReadAllBytes(File1).ShouldBe(first);
    }

    [Fact]
    public void What_cannot_be_saved_leaves_the_old_file_and_no_litter()
    {
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["a"] = ones(1) });
        var old = File.ReadAllBytes(File1);

        var complex = new Dictionary<string, Tensor> { ["z"] = zeros(1, dtype: ScalarType.ComplexFloat32) };
        Should.Throw<ArgumentException>(() => TensorFiles.Save(File1, complex)).Message.ShouldContain("'z' is ComplexFloat32");
        Should.Throw<ArgumentException>(() => TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["__metadata__"] = ones(1) }));
        File.ReadAllBytes(File1).ShouldBe(old);
        Directory.GetFiles(folder).ShouldBe([File1]);
    }

    [Fact]
    public void A_tensor_larger_than_a_chunk_comes_back()
    {
        manual_seed(2);
        var large = randint(0, 256, (1 << 24) + 5, dtype: ScalarType.Byte);
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["large"] = large });
        TensorFiles.Load(File1)["large"].bytes.SequenceEqual(large.bytes).ShouldBeTrue();
    }

    [Fact]
    public void A_model_goes_through_a_file()
    {
        using var from = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
        using var to = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2));
        from.call(randn(2, 1, 4, 4));
        TensorFiles.Save(File1, from.state_dict());
        to.load_state_dict(TensorFiles.Load(File1));
        foreach (var (name, tensor) in to.state_dict()) tensor.Equals(from.state_dict()[name]).ShouldBeTrue(name);
    }

    [Fact]
    public void Loaded_tensors_belong_to_the_scope_of_the_caller()
    {
        TensorFiles.Save(File1, new Dictionary<string, Tensor> { ["a"] = ones(1), ["b"] = ones(2) });
        Tensor a;
        using (NewDisposeScope()) a = TensorFiles.Load(File1)["a"].MoveToOuterDisposeScope();
        a.item<float>().ShouldBe(1);
    }
}
