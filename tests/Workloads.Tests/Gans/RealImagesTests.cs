using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Gans;

public sealed class RealImagesTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Pixels_are_scaled_as_in_the_released_code()
    {
        var pixels = tensor(new byte[] { 0, 127, 128, 255 }, [1, 1, 2, 2]);
        using var images = new RealImages(TinyCritic.Context(), pixels, pixels, side: 2, batch: 1);

        images.Next().flatten().data<float>().ToArray().ShouldBe([-127.5f / 128, -0.5f / 128, 0.5f / 128, 127.5f / 128]);
        CriticRun.Same(images.HeldOut, images.Next()).ShouldBeTrue();
    }

    [Fact]
    public void Smaller_images_are_means_of_pixels()
    {
        var pixels = arange(16, dtype: ScalarType.Byte).reshape(1, 1, 4, 4);
        using var images = new RealImages(TinyCritic.Context(), pixels, pixels, side: 2, batch: 1);

        images.Next().flatten().data<float>().ToArray().ShouldBe([(2.5f - 127.5f) / 128, (4.5f - 127.5f) / 128, -117 / 128f, -115 / 128f]);
    }

    [Fact]
    public void Disposing_leaves_the_shared_images_alone()
    {
        var pixels = zeros(2, 1, 4, 4, dtype: ScalarType.Byte);
        new RealImages(TinyCritic.Context(), pixels, pixels, side: 4, batch: 1).Dispose();

        pixels.sum().item<long>().ShouldBe(0);
    }

    [Theory]
    [InlineData(GanData.Clipart, 3)]
    [InlineData(GanData.Cifar10, 3)]
    [InlineData(GanData.Mnist, 1)]
    public void Each_data_set_has_every_side_that_it_says(GanData data, long channels)
    {
        var store = new DataStore();
        var dataset = new DatasetCatalog(typeof(Dataset).Assembly)[data.Dataset()];
        Assert.SkipUnless(
            store.Status(dataset).State == DataState.Ready,
            $"The data set '{dataset.Name}' is not there: adashift-bench data fetch {dataset.Name}");

        foreach (var side in data.Sides())
        {
            var (train, test) = data.Load(store, side);
            using var images = new RealImages(TinyCritic.Context(), train, test, side, batch: 4);
            images.Next().shape.ShouldBe([4, channels, side, side]);
            train.shape[0].ShouldBe(data.TrainCount());
        }
    }
}
