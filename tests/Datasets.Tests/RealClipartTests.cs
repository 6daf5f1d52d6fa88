using System.Security.Cryptography;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>On the package's own pictures, where the default store has them.</summary>
public sealed class RealClipartTests
{
    [Fact]
    public void The_split_is_the_one_that_recorded_results_are_of()
    {
        using var archive = Open();
        var split = Clipart.Split(archive);
        (split.Classes.Count, split.Train.Count, split.Test.Count).ShouldBe((23, 3_249, 460));
        split.Test.CountBy(picture => picture.Label).ShouldAllBe(count => count.Value == 20);
        split.Train.CountBy(picture => picture.Label).ShouldAllBe(count => count.Value >= 80 && count.Value <= 160);
        split.Train.Concat(split.Test).Select(picture => picture.Path).ShouldBeUnique();
        split.Classes.ShouldContain("signs_and_symbols/flags");
    }

    [Fact]
    public void A_picture_of_each_class_is_decoded()
    {
        using var archive = Open();
        var split = Clipart.Split(archive);
        var decoded = archive.Decode([.. split.Test.Take(split.Classes.Count)], size: 32, default);
        decoded.Labels.ShouldBe(Enumerable.Range(0, split.Classes.Count).Select(label => (long)label));
        decoded.Pixels.Chunk(DecodedImages.BytesOf(32)).ShouldAllBe(image => image.Distinct().Skip(1).Any());
    }

    [Fact]
    public void Few_test_images_equal_a_training_image()
    {
        Open().Dispose();
        var images = new Clipart().Load(size: 32);
        string[] Hashes(LabelledImages split) =>
            [.. Enumerable.Range(0, (int)split.Count).Select(i => Convert.ToHexString(SHA256.HashData(split.Images[i].bytes)))];

        Hashes(images.Test).Count(Hashes(images.Train).ToHashSet().Contains).ShouldBe(7);
    }

    static PictureArchive Open()
    {
        var store = new DataStore();
        if (store.Status(new Clipart()).State != DataState.Ready)
            Assert.Skip($"The clip art is not in {store.Root}: adashift-bench data fetch clipart");
        return Clipart.Open(store.FolderOf(new Clipart()));
    }
}
