using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On a small archive in exactly Tiny-ImageNet's layout.</summary>
public sealed class TinyImageNetTests : IDisposable
{
    const string Root = "tiny-imagenet-200";
    const string Annotations = "val_0.JPEG\tn02\t0\t32\t44\t62\nval_1.JPEG\tn01\t52\t55\t57\t59\n";
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Classes_are_the_sorted_folders_and_the_annotations_label_the_test_images()
    {
        var data = Decode(Annotations);
        data.Classes.ShouldBe(["n01", "n02"]);
        data.Train.Labels.ShouldBe([0, 1, 0, 1]); // mixed
        data.Test.Labels.ShouldBe([1, 0]);
        data.Train.Pixels.Length.ShouldBe(4 * 3 * 64 * 64);
    }

    [Fact]
    public void Each_image_is_where_its_label_is()
    {
        var data = Decode(Annotations);
        Colours(data.Train).ShouldBe([(250, 10, 10), (10, 10, 250), (10, 250, 10), (90, 90, 90)]);
        Colours(data.Test).ShouldBe([(10, 10, 250), (250, 10, 10)]);
    }

    [Theory]
    [InlineData("val_0.JPEG\tn03\t0\t0\t1\t1")]
    [InlineData("val_0.JPEG n02")]
    public void A_line_that_is_no_annotation_is_named(string line) =>
        Should.Throw<InvalidDataException>(() => Decode(line)).Message.ShouldBe(
            $"'{Root}/val/val_annotations.txt' has the line '{line}'. Expected: a file of images/, a tab and a folder of train/.");

    [Fact]
    public void An_image_that_is_not_there_is_named() =>
        Should.Throw<InvalidDataException>(() => Decode("val_7.JPEG\tn01\t0\t0\t1\t1")).Message
            .ShouldEndWith($"'{Root}/val/images/val_7.JPEG' is not in it");

    DecodedImages Decode(string annotations)
    {
        var red = Pictures.Jpeg(64, new(250, 10, 10));
        var green = Pictures.Jpeg(64, new(10, 250, 10));
        var blue = Pictures.Jpeg(64, new(10, 10, 250));
        folder.Write("tiny-imagenet-200.zip", Pictures.Zip(
        [
            ($"{Root}/words.txt", "n01\tcat\n"u8.ToArray()),
            ($"{Root}/train/n02/images/n02_0.JPEG", blue),
            ($"{Root}/train/n02/images/n02_1.JPEG", Pictures.GreyJpeg(64, (_, _) => 90)),
            ($"{Root}/train/n02/n02_boxes.txt", "n02_0.JPEG\t0\t0\t1\t1\n"u8.ToArray()),
            ($"{Root}/train/n01/images/n01_0.JPEG", red),
            ($"{Root}/train/n01/images/n01_1.JPEG", green),
            ($"{Root}/val/images/val_0.JPEG", blue),
            ($"{Root}/val/images/val_1.JPEG", red),
            ($"{Root}/val/val_annotations.txt", Encoding.UTF8.GetBytes(annotations)),
            ($"{Root}/test/images/test_0.JPEG", green),
        ]));
        return new TinyImageNet().Decode(folder.Path, size: 64, default);
    }

    /// <summary>The mean of each plane of each image, rounded to tens: JPEG is lossy.</summary>
    static IEnumerable<(int Red, int Green, int Blue)> Colours(DecodedSplit split) =>
        split.Pixels.Chunk(64 * 64).Select(plane => (int)Math.Round(plane.Average(value => (double)value) / 10) * 10)
            .Chunk(3).Select(mean => (mean[0], mean[1], mean[2]));
}
