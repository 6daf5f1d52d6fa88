using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On the official data, where the default store has it.</summary>
public sealed class RealMnistTests
{
    [Fact]
    public void Counts_and_labels_are_those_of_the_official_set()
    {
        using var scope = NewDisposeScope();
        var data = Load();
        data.Train.Images.shape.ShouldBe([60_000, 784]);
        data.Test.Images.shape.ShouldBe([10_000, 784]);
        Histogram(data.Train).ShouldBe([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
        Histogram(data.Test).ShouldBe([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
        data.Train.Labels.data<long>().ToArray()[..5].ShouldBe([5, 0, 4, 1, 9]);
    }

    [Fact]
    public void Pixels_have_the_known_mean_and_standard_deviation()
    {
        using var scope = NewDisposeScope();
        var pixels = Load().Train.Images;
        pixels.mean().item<float>().ShouldBe(0.1307f, 0.00005f);
        pixels.std().item<float>().ShouldBe(0.3081f, 0.00005f);
        pixels.min().item<float>().ShouldBe(0f);
        pixels.max().item<float>().ShouldBe(1f);
    }

    [Fact]
    public void It_is_loaded_once() => Load().ShouldBeSameAs(Load());

    static long[] Histogram(LabelledImages part)
    {
        var counts = new long[10];
        foreach (var label in part.Labels.data<long>().ToArray()) counts[label]++;
        return counts;
    }

    static MnistData Load()
    {
        var store = new DataStore();
        if (store.Status(new Mnist()).State != DataState.Ready)
            Assert.Skip($"MNIST is not in {store.Root}: adashift-bench data fetch mnist");
        return Mnist.Load(store);
    }
}
