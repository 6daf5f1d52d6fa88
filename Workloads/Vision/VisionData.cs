using AdaShift.Bench.Datasets;
using AdaShift.Bench.Records;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>The pictures that a net learns to classify.</summary>
public enum VisionData
{
    /// <summary>50,000 colour photographs of 32×32 pixels in 10 classes.</summary>
    Cifar10,

    /// <summary>100,000 colour photographs of 64×64 pixels in 200 classes.</summary>
    TinyImagenet,

    /// <summary>3,249 colour drawings in 23 classes, in place of either: every Debian machine can fetch them.</summary>
    Clipart,
}

/// <summary>What each <see cref="VisionData"/> is, and its batches.</summary>
static class VisionDataSets
{
    /// <summary>Small enough for a net's activations to fit in memory.</summary>
    const int EvaluationBatch = 250;

    public static string Dataset(this VisionData data) => KebabCase.Of(data.ToString());

    /// <summary>The name in reports.</summary>
    /// <param name="insteadOf">What the paper used.</param>
    public static string Title(this VisionData data, VisionData insteadOf) => data switch
    {
        VisionData.Cifar10 => "CIFAR-10",
        VisionData.TinyImagenet => "Tiny-ImageNet",
        _ when insteadOf == data => "clip art",
        _ => $"clip art (in place of {insteadOf.Title(insteadOf)})",
    };

    public static int ClassCount(this VisionData data) => data switch
    {
        VisionData.Cifar10 => 10,
        VisionData.TinyImagenet => 200,
        _ => 23,
    };

    /// <summary>Training pictures.</summary>
    public static int TrainCount(this VisionData data) => data switch
    {
        VisionData.Cifar10 => 50_000,
        VisionData.TinyImagenet => 100_000,
        _ => 3_249,
    };

    /// <summary>Test pictures, and as many training pictures that <c>train/*</c> is measured on.</summary>
    public static int TestCount(this VisionData data) => data == VisionData.Clipart ? 460 : 10_000;

    /// <summary>Test accuracy that counts as reached.</summary>
    public static double Goal(this VisionData data) => data switch
    {
        VisionData.Cifar10 => 0.9,
        VisionData.TinyImagenet => 0.5,
        _ => 0.4,
    };

    /// <summary>Heights, equal to widths, that the pictures can be had in.</summary>
    public static IReadOnlyList<int> Sides(this VisionData data) => Images(data).Sizes;

    /// <param name="side">One of <see cref="Sides"/>.</param>
    /// <param name="augmentation">Of training pictures.</param>
    /// <exception cref="DatasetException">They are missing or damaged.</exception>
    public static ClassificationData Load(
        this VisionData data, RunContext run, int side, int batch, Augmentation augmentation, PixelScale scale)
    {
        ImageData images;
        using (run.Clock.Enter(Phase.Data)) images = Images(data).Load(new DataStore(run.DataRoot), side);
        return Of(images, run, batch, augmentation, scale);
    }

    /// <param name="images">Left as they are.</param>
    internal static ClassificationData Of(ImageData images, RunContext run, int batch, Augmentation augmentation, PixelScale scale)
    {
        var plan = BatchPlan.Shuffled(images.Train.Count, batch, run.SeedFor("batches"), dropLast: true);
        var batches = new ImageBatches(images.Train, plan, scale, augmentation, run.SeedFor("augmentation"), run.Device);
        using var scope = NewDisposeScope();
        var probe = images.Train.Slice(0, Math.Min(images.Test.Count, images.Train.Count));
        return new(batches, probe, images.Test)
        {
            Inputs = pictures => scale.Apply(pictures.to(run.Device)),
            EvaluationBatch = EvaluationBatch,
            Classes = images.Classes,
            Owned = [batches, probe.Images.DetachFromDisposeScope(), probe.Labels.DetachFromDisposeScope()],
        };
    }

    static ImageDataset Images(VisionData data) => data switch
    {
        VisionData.Cifar10 => new Cifar10(),
        VisionData.TinyImagenet => new TinyImageNet(),
        _ => new Clipart(),
    };
}
