using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>Pictures with a class each.</summary>
/// <param name="Images">
/// [N, pixels], row by row, float32 in [0, 1] or uint8; of an <see cref="ImageDataset"/> [N, 3, H, W], uint8, planes red, green, blue.
/// </param>
/// <param name="Labels">[N] int64.</param>
public sealed record LabelledImages(Tensor Images, Tensor Labels)
{
    public long Count => Images.shape[0];

    /// <summary>Some of them, in order: a view, not a copy.</summary>
    public LabelledImages Slice(long start, long count) => new(Images.narrow(0, start, count), Labels.narrow(0, start, count));

    /// <summary>Seeded batches of (images [B, …], labels [B]).</summary>
    public BatchStream Batches(BatchPlan plan) => new(plan, Images, Labels);

    /// <summary>A copy on a device; the same tensors when they are there already.</summary>
    public LabelledImages To(Device device) => new(Images.to(device), Labels.to(device));

    /// <summary>Reads a pair of IDX files; the tensors belong to no dispose scope.</summary>
    /// <exception cref="InvalidDataException">The files are not in the format, or their counts differ.</exception>
    internal static LabelledImages ReadIdx(string imageFile, string labelFile, ScalarType pixels)
    {
        var images = IdxFile.ReadBytes(imageFile, dimensions: 3);
        var labels = IdxFile.ReadBytes(labelFile, dimensions: 1);
        if (images.Shape[0] != labels.Shape[0])
            throw new InvalidDataException($"{imageFile} has {images.Shape[0]} pictures, but {labelFile} has {labels.Shape[0]} labels.");

        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var bytes = tensor(images.Data, [images.Shape[0], images.Shape[1] * images.Shape[2]]);
        var classes = tensor(Array.ConvertAll(labels.Data, label => (long)label), labels.Shape);
        var values = pixels == ScalarType.Byte ? bytes : bytes.to(ScalarType.Float32).div_(255f);
        return new(values.DetachFromDisposeScope(), classes.DetachFromDisposeScope());
    }
}
