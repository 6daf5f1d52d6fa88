using AdaShift.Bench.Datasets;
using AdaShift.Bench.Records;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>The images that a critic takes for real.</summary>
public enum GanData
{
    /// <summary>3,249 colour drawings, in place of CIFAR-10: every Debian machine can fetch them.</summary>
    Clipart,

    /// <summary>50,000 colour photographs: the paper's.</summary>
    Cifar10,

    /// <summary>60,000 grey digits.</summary>
    Mnist,
}

/// <summary>What each <see cref="GanData"/> is, and its images.</summary>
static class GanDataSets
{
    /// <summary>The smallest image that the residual nets take.</summary>
    const int SmallestSide = 4;

    public static string Dataset(this GanData data) => KebabCase.Of(data.ToString());

    /// <summary>As a report names it.</summary>
    public static string Title(this GanData data) => data switch
    {
        GanData.Clipart => "clip art (in place of CIFAR-10)",
        GanData.Cifar10 => "CIFAR-10",
        _ => "MNIST",
    };

    /// <summary>Images in the training set.</summary>
    public static int TrainCount(this GanData data) => data switch
    {
        GanData.Clipart => 3_249,
        GanData.Cifar10 => 50_000,
        _ => 60_000,
    };

    /// <summary>The sides that images can be had in, largest first: as they are, or halved as often as the nets allow.</summary>
    public static IReadOnlyList<int> Sides(this GanData data) => [.. Halvings(Stored(data).Max())];

    /// <returns>
    /// Training and test images, uint8 [N, C, H, H], where H is <paramref name="side"/> times a power of two. Shared: not to be changed.
    /// </returns>
    /// <exception cref="DatasetException">They are missing or damaged.</exception>
    public static (Tensor train, Tensor test) Load(this GanData data, DataStore store, int side)
    {
        var stored = Stored(data).Where(size => size >= side).Min();
        if (data == GanData.Mnist) return Planes(Mnist.Load(store, ScalarType.Byte), stored);
        var images = data == GanData.Cifar10 ? new Cifar10().Load(store, stored) : new Clipart().Load(store, stored);
        return (images.Train.Images, images.Test.Images);
    }

    static IReadOnlyList<int> Stored(GanData data) => data switch
    {
        GanData.Clipart => [32, 64],
        GanData.Cifar10 => [32],
        _ => [28],
    };

    static IEnumerable<int> Halvings(int side)
    {
        for (; side >= SmallestSide; side /= 2)
        {
            yield return side;
            if (side % 2 != 0) yield break;
        }
    }

    static (Tensor train, Tensor test) Planes(MnistData mnist, int side) =>
        (mnist.Train.Images.view(-1, 1, side, side), mnist.Test.Images.view(-1, 1, side, side));
}
