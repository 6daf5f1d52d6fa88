using AdaShift.Bench.Datasets;
using AdaShift.Bench.Zoo.Gans;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class MnistGanTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_classifier_knows_digits_and_leaves_the_runs_random_numbers_alone()
    {
        var (mnist, root) = RealMnist();
        manual_seed(5);
        var expected = rand(1).item<float>();
        manual_seed(5);

        var classifier = MnistClassifier.Trained(mnist, root);

        rand(1).item<float>().ShouldBe(expected);
        var (features, probabilities) = classifier.Judge(DigitImages.Scaled(mnist.Test.Images));
        probabilities.argmax(1).eq(mnist.Test.Labels).to(ScalarType.Float64).mean().item<double>().ShouldBeGreaterThan(0.96);
        FrechetDistance.Between(features, classifier.TestFeatures).ShouldBeLessThan(1e-6);
        InceptionScore.Of(probabilities).ShouldBeGreaterThan(8);
        AmScore.Of(probabilities, classifier.ClassShares).ShouldBeLessThan(0.2);
        classifier.ClassShares.sum().item<double>().ShouldBe(1, 1e-12);
    }

    /// <summary>Pixels 0, 127.5 and 255 are −127.5/128, 0 and 127.5/128; those beyond are cut.</summary>
    [Fact]
    public void A_sheet_has_the_images_row_by_row()
    {
        var images = cat([full([1, 1, 28, 28], -5f), full([1, 1, 28, 28], 0.5f / 128), full([2, 1, 28, 28], 5f)]);

        using var sheet = Image.Load<L8>(DigitImages.Png(images, rows: 2, columns: 2));

        (sheet.Width, sheet.Height).ShouldBe((56, 56));
        (sheet[0, 0].PackedValue, sheet[28, 27].PackedValue, sheet[0, 28].PackedValue, sheet[55, 55].PackedValue)
            .ShouldBe(((byte)0, (byte)128, (byte)255, (byte)255));
        DigitImages.Scaled(tensor(new byte[784], [1, 784])).min().item<float>().ShouldBe(-127.5f / 128);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("label-gan")]
    [InlineData("ac-gan")]
    [InlineData("am-gan")]
    [InlineData("cat-gan")]
    [InlineData("am-gan,lipschitz=sn")]
    public void Every_use_of_labels_trains(string label)
    {
        RealMnist();
        using var run = GanRun.Open($"mnist-gan[label={label},width=2,batch=4]", "adam", 2);

        var found = TheoryRun.Walk(run, 2);

        run.IsFinite().ShouldBeTrue();
        found.Metrics.Keys.ShouldBe(new MnistGan().Metrics.Select(m => m.Name).Order(StringComparer.Ordinal));
        found.Artefacts.ShouldHaveSingleItem().Name.ShouldBe("samples.png");
    }

    static (MnistData data, string root) RealMnist()
    {
        var store = new DataStore();
        var ready = store.Status(new Mnist()).State == DataState.Ready;
        Assert.SkipUnless(ready, "MNIST is not in the data store: adashift-bench data fetch mnist");
        return (Mnist.Load(store, ScalarType.Byte), store.Root);
    }
}
