using AdaShift.Bench.Datasets;
using AdaShift.Bench.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class VisionDataTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();
    readonly ImageData images = new(["a", "b"], Pictures(10), Pictures(4));

    static LabelledImages Pictures(int count) => new(
        arange(count * 12, dtype: ScalarType.Int64).to(ScalarType.Byte).view(count, 3, 2, 2),
        arange(count, dtype: ScalarType.Int64).remainder(2));

    static RunContext Seeded(long seed) => new() { Device = CPU, Seed = seed, DataRoot = "", Clock = new StoppedClock() };

    [Fact]
    public void Training_pictures_are_measured_as_they_are_and_as_many_as_there_are_test_pictures()
    {
        using var data = VisionDataSets.Of(images, Seeded(1), batch: 3, new Augmentation(Pad: 1), PixelScale.Unit);
        data.TrainProbe.Count.ShouldBe(4);
        data.Inputs(data.TrainProbe.Images).equal(images.Train.Images[..4].to(ScalarType.Float32) / 255).all().item<bool>().ShouldBeTrue();
        (data.Train.StepsPerEpoch, data.Classes.Count).ShouldBe((3, 2));
    }

    [Fact]
    public void The_seed_decides_order_and_augmentation()
    {
        float[] First(long seed)
        {
            using var data = VisionDataSets.Of(images, Seeded(seed), batch: 8, new Augmentation(Pad: 1), PixelScale.Unit);
            return data.Train.Next().Tensors[0].data<float>().ToArray();
        }

        First(1).ShouldBe(First(1));
        First(1).ShouldNotBe(First(2));
    }

    [Theory]
    [InlineData(VisionData.Cifar10, "cifar10")]
    [InlineData(VisionData.TinyImagenet, "tiny-imagenet")]
    [InlineData(VisionData.Clipart, "clipart")]
    public void Its_counts_are_those_of_the_dataset(VisionData data, string name)
    {
        data.Dataset().ShouldBe(name);
        ImageDataset dataset = name switch { "cifar10" => new Cifar10(), "tiny-imagenet" => new TinyImageNet(), _ => new Clipart() };
        var text = dataset.Description;
        dataset.Name.ShouldBe(name);
        text.ShouldContain(FormattableString.Invariant($"{data.TrainCount():N0}"));
        text.ShouldContain(FormattableString.Invariant($"{data.TestCount():N0}"));
        text.ShouldContain(FormattableString.Invariant($"{data.ClassCount()} classes"));
    }

    public void Dispose() => scope.Dispose();
}
