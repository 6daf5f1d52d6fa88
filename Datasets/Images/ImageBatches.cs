using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>Augmented batches of pictures. While a batch is in use, another thread prepares the next one.</summary>
public sealed class ImageBatches : Batches<Batch>, IDisposable
{
    readonly LabelledImages pictures;
    readonly Augmentation augmentation;
    readonly long seed;
    readonly Device device;
    readonly float[] table;
    readonly long[] labels;
    readonly int size;
    readonly PictureThread preparing;
    unsafe byte* bytes; // of the pictures
    long? prepared; // the position of the batch in preparation

    /// <param name="pictures">uint8 [N, 3, H, H] and int64 [N], on the CPU; not taken over.</param>
    /// <param name="seed">Of the augmentation; the plan has its own.</param>
    /// <param name="device">Where batches go.</param>
    public ImageBatches(LabelledImages pictures, BatchPlan plan, PixelScale scale, Augmentation augmentation, long seed, Device device)
        : base(plan)
    {
        if (pictures.Images.dtype != ScalarType.Byte || pictures.Images.dim() != 4 || pictures.Images.shape[1] != DecodedImages.Channels
            || pictures.Images.shape[2] != pictures.Images.shape[3])
            throw new ArgumentException(
                $"Pictures of {pictures.Images.dtype} [{string.Join(", ", pictures.Images.shape)}]: uint8 [N, 3, H, H] is needed.",
                nameof(pictures));
        (this.pictures, this.device) = (pictures, device);
        (labels, size) = (pictures.Labels.data<long>().ToArray(), (int)pictures.Images.shape[2]);
        (this.augmentation, this.seed, table) = (augmentation, seed, scale.Table());
        preparing = new(Fill);
    }

    public void Dispose() => preparing.Dispose();

    /// <returns>float32 [B, 3, H, H] and int64 [B].</returns>
    protected override Batch Make(long position, ReadOnlyMemory<long> rows)
    {
        if (prepared is { } other && other != position) Take(); // of a position that was left
        if (prepared is null) Prepare(position, rows);
        var images = empty([rows.Length, DecodedImages.Channels, size, size]);
        MemoryMarshal.AsBytes<float>(Take()).CopyTo(images.bytes); // torch.tensor() would make an array first, each time
        Prepare(position + 1, RowsAt(position + 1));
        return new(rows, [images.to(device), tensor(Array.ConvertAll(rows.ToArray(), row => labels[row]), device: device)]);
    }

    float[] Take()
    {
        prepared = null; // a failure while preparing is thrown once
        return preparing.Wait();
    }

    unsafe void Prepare(long position, ReadOnlyMemory<long> rows)
    {
        bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pictures.Images.bytes));
        preparing.Start(position / StepsPerEpoch, rows.ToArray(), rows.Length * DecodedImages.BytesOf(size));
        prepared = position;
    }

    unsafe void Fill(long epoch, long[] rows, float[] pixels)
    {
        var values = DecodedImages.BytesOf(size);
        for (var i = 0; i < rows.Length; i++)
        {
            var picture = new ReadOnlySpan<byte>(bytes + (rows[i] * values), values);
            var draw = augmentation.For(seed, (epoch * labels.Length) + rows[i]);
            Augmentation.Apply(draw, picture, size, table, pixels.AsSpan(i * values, values));
        }
    }
}
