using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>A net that classifies pictures: what the image experiments share.</summary>
/// <param name="data">The pictures.</param>
/// <param name="original">What the paper used.</param>
/// <param name="side">Height and width of the pictures.</param>
/// <param name="batch">Pictures in a training step.</param>
/// <param name="augment">
/// Whether training pictures are mirrored at random, and cropped from a black border of an eighth of their side: 4 pixels around 32.
/// </param>
/// <param name="normalize">
/// Whether pixels are centred and divided by their standard deviation (CIFAR-10's), channel by channel, or only scaled to [0, 1].
/// </param>
public abstract class VisionWorkload(VisionData data, VisionData original, int side, int batch, bool augment, bool normalize) : Workload
{
    public override Goal Goal => Goal.AtLeast("test/accuracy", data.Goal()); // fraction in [0, 1]

    public override IReadOnlyList<Metric> Metrics => ClassificationTrial.Metrics(data.TestCount(), ofPictures: true);

    public override IReadOnlyList<string> Datasets => [data.Dataset()];

    public override string Description => FormattableString.Invariant(
        $"{data.Title(original)}, {side}×{side}, {data.TrainCount():N0} training and {data.TestCount():N0} test pictures in ") +
        FormattableString.Invariant($"{data.ClassCount()} classes, {Net}, batch {batch}, ") +
        (augment ? "cropped and mirrored at random" : "not augmented");

    /// <summary>Height and width of the pictures.</summary>
    protected int Side => side;

    /// <summary>As a report names it: "ResNet-18, width 32".</summary>
    protected abstract string Net { get; }

    public override IEnumerable<string> Validate()
    {
        var sides = data.Sides();
        if (!sides.Contains(side))
            yield return $"side = {side} is none of the sides that {data.Dataset()} has: {string.Join(", ", sides)}; " +
                $"nearest: {sides.MinBy(allowed => Math.Abs(allowed - side))}";
        if (batch > data.TrainCount())
            yield return $"batch = {batch} is more than the {data.TrainCount()} training pictures of {data.Dataset()}; " +
                "allowed: at most as many";
    }

    public override Trial Open(RunContext run)
    {
        var augmentation = augment ? new Augmentation(Pad: side / 8) : Augmentation.None;
        var scale = normalize ? PixelScale.Cifar10 : PixelScale.Unit;
        return new ClassificationTrial(run, data.Load(run, side, batch, augmentation, scale), Build(data.ClassCount()));
    }

    /// <returns>[B, 3, side, side] → [B, classes] logits.</returns>
    protected abstract nn.Module<Tensor, Tensor> Build(int classes);
}
