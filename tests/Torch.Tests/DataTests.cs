using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests;

public class DataTests
{
    [Fact]
    public void Arrays_go_in_and_come_out()
    {
        using var scope = NewDisposeScope();
        tensor(new[] { 1.5f, -2f }).data<float>().ToArray().ShouldBe([1.5f, -2f]);
        tensor(new[,] { { 1L, 2L }, { 3L, 4L } }).shape.ShouldBe([2, 2]);
        tensor(new[,] { { 1L, 2L }, { 3L, 4L } }).data<long>()[1, 0].ShouldBe(3);
        tensor(new[] { true, false }).dtype.ShouldBe(ScalarType.Bool);
        tensor(new[] { 1, 2, 3, 4 }, [2, 2], dtype: ScalarType.Float64).sum().item<double>().ShouldBe(10);
        from_array(new double[2, 1, 3]).shape.ShouldBe([2, 1, 3]);
        tensor(Array.Empty<float>()).numel().ShouldBe(0);
        tensor(3.25).item<double>().ShouldBe(3.25);
        ((float)tensor(7)).ShouldBe(7);
        tensor(new[] { (Half)1.5 }).@float().item<float>().ShouldBe(1.5f);
        tensor(1.5f).bfloat16().ToScalar().ToSingle().ShouldBe(1.5f);
    }

    [Fact]
    public void Strided_data_is_read_and_written_in_order()
    {
        using var scope = NewDisposeScope();
        var turned = arange(6).view(2, 3).t();
        turned.is_contiguous().ShouldBeFalse();
        turned.data<long>().ToArray().ShouldBe([0, 3, 1, 4, 2, 5]);
        turned.data<long>().ShouldBe([0, 3, 1, 4, 2, 5]);
        turned.data<long>()[2, 1].ShouldBe(5);
        turned.data<long>().CopyFrom([10, 11, 12, 13, 14, 15]);
        turned.t().data<long>().ToArray().ShouldBe([10, 12, 14, 11, 13, 15]);
    }

    [Fact]
    public void Copies_stay_within_the_tensor()
    {
        using var scope = NewDisposeScope();
        foreach (var x in new[] { arange(6).view(2, 3), arange(6).view(2, 3).t() })
        {
            var data = x.data<long>();
            foreach (var outside in new[] { -1L, 7L, long.MaxValue })
            {
                Should.Throw<ArgumentOutOfRangeException>(() => data.CopyTo(new long[2], 0, outside));
                Should.Throw<ArgumentOutOfRangeException>(() => data.CopyFrom(new long[2], 0, outside));
            }
            var some = new long[4];
            data.CopyTo(some, 1, 4);
            long[] expected = [0, .. data.ToArray()[4..], 0];
            some.ShouldBe(expected);
            data.CopyTo(some, 0, 6);
            data.CopyFrom([8, 9], 1, 5);
            data.ToArray()[4..].ShouldBe([some[1], 9]);
        }
    }

    [Fact]
    public void Arrays_of_the_tensors_shape_come_out()
    {
        using var scope = NewDisposeScope();
        ((float[])tensor(2.5f).data<float>().ToNDArray()).ShouldBe([2.5f]);
        var turned = (long[,])arange(6).view(2, 3).t().data<long>().ToNDArray();
        turned.GetLength(0).ShouldBe(3);
        turned.Cast<long>().ShouldBe([0L, 3, 1, 4, 2, 5]);
        ((Half[,])tensor(new[] { (Half)1, (Half)2 }).view(1, 2).data<Half>().ToNDArray())[0, 1].ShouldBe((Half)2);
        var complex = zeros(2, 1, dtype: ScalarType.ComplexFloat32).data<(float, float)>();
        complex[1, 0] = (3, 4);
        (((float, float)[,])complex.ToNDArray())[1, 0].ShouldBe((3f, 4f));
        zeros(0, 3).data<float>().ToNDArray().Length.ShouldBe(0);
    }

    [Fact]
    public void What_no_tensor_was_saved_as_is_refused_before_memory_is_taken()
    {
        Refused("element type 262, 0 dimensions", 262, 0);  // Float32 in its last 8 bits
        Refused("element type 13", 13, 0);
        Refused("65 dimensions", 6, 65);
        Refused("no tensor has the shape [2, -1]", 6, 2, 2, -1);
        Refused("no tensor has the shape [0, 4611686018427387904, 4]", 6, 3, 0, 1L << 62, 4);
        Refused("takes 4000000000000 bytes, but the stream ends after 4", 6, 2, 1_000_000, 1_000_000);
        using var endless = new BinaryReader(new MemoryStream([.. Enumerable.Repeat((byte)0xFF, 12)]));
        Should.Throw<InvalidDataException>(() => Load(endless)).Message.ShouldContain("more than 64 bits");

        static void Refused(string problem, params long[] numbers)
        {
            var stream = new MemoryStream();
            var writer = new BinaryWriter(stream);
            foreach (var number in numbers) writer.Write7BitEncodedInt64(number);
            writer.Write(0);
            stream.Position = 0;
            using var reader = new BinaryReader(stream);
            Should.Throw<InvalidDataException>(() => Load(reader)).Message.ShouldContain(problem);
        }
    }

    [Fact]
    public void Bytes_make_the_round_trip()
    {
        using var scope = NewDisposeScope();
        var x = randn(3, 5).t();
        var stream = new MemoryStream();
        x.Save(stream);
        stream.Position = 0;
        using var reader = new BinaryReader(stream);
        Load(reader).Equals(x).ShouldBeTrue();
        Should.Throw<EndOfStreamException>(() => Load(reader));
    }

    [Fact]
    public void Errors_say_what_is_wrong()
    {
        using var scope = NewDisposeScope();
        Should.Throw<ArgumentException>(() => tensor(1f).item<double>()).Message
            .ShouldBe("item<Double>() on a tensor of Float32: convert it with to_type(Float64) first");
        Should.Throw<ExternalException>(() => zeros(2).item<float>()).Message
            .ShouldBe("item: item() needs a tensor of exactly one element, this one has 2");
        Should.Throw<ArgumentException>(() => tensor(new float[3], [2, 2])).Message
            .ShouldBe("3 elements do not fill the shape [2, 2], which needs 4.");
        Should.Throw<ArgumentOutOfRangeException>(() => zeros(2, 3).size(2)).Message.ShouldContain("-2 to 1 are allowed");
        Should.Throw<ExternalException>(() => zeros(2, 3).matmul(zeros(2, 3))).Message
            .ShouldBe("matmul: mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)");
        Should.Throw<ArgumentException>(() => new Device("gpu")).Message.ShouldBe("Unknown device 'gpu'. Available: cpu, cuda, meta.");
        Should.Throw<NotSupportedException>(() => from_array(new decimal[1])).Message.ShouldContain("No tensor holds 'Decimal'");
    }

    [Fact]
    public void Types_convert_and_promote()
    {
        using var scope = NewDisposeScope();
        var x = arange(3);
        x.@float().dtype.ShouldBe(ScalarType.Float32);
        x.to(ScalarType.Int64).Handle.ShouldBe(x.Handle);
        x.to(ScalarType.Int64, copy: true).Handle.ShouldNotBe(x.Handle);
        result_type(x, zeros(1)).ShouldBe(ScalarType.Float32);
        promote_types(ScalarType.Int32, ScalarType.Bool).ShouldBe(ScalarType.Int32);
        can_cast(ScalarType.Float32, ScalarType.Int64).ShouldBeFalse();
        (x + 0.5).dtype.ShouldBe(ScalarType.Float32);
        (x * 2).dtype.ShouldBe(ScalarType.Int64);
        x.to("cpu").device.ShouldBe(CPU);
        new Device("cuda:1").ToString().ShouldBe("cuda:1");
    }

    [Fact]
    public void The_default_type_applies_to_new_tensors()
    {
        set_default_dtype(ScalarType.Float64);
        try
        {
            using var x = zeros(1);
            x.dtype.ShouldBe(ScalarType.Float64);
        }
        finally
        {
            set_default_dtype(ScalarType.Float32);
        }
        Should.Throw<ArgumentException>(() => set_default_dtype(ScalarType.Int64)).Message.ShouldContain("not Int64");
    }

    [Fact]
    public void A_description_is_for_people()
    {
        using var x = zeros(2, 3);
        x.ToString().ShouldBe("[2x3], type = Float32, device = cpu");
        x.name = "weights";
        x.ToString().ShouldBe("weights: [2x3], type = Float32, device = cpu");
    }
}
