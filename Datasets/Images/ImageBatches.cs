using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// An endless stream of augmented batches of pictures that can continue from any position, exactly. While a batch is in use, another thread
/// prepares the next one.
/// </summary>
/// <remarks>Its whole state is <see cref="Position"/>. <see cref="Next"/> is not for several threads at once.</remarks>
public sealed class ImageBatches : IBatches, IDisposable
{
    readonly LabelledImages pictures;
    readonly BatchPlan plan;
    readonly Augmentation augmentation;
    readonly long seed;
    readonly Device device;
    readonly float[] table;
    readonly long[] labels;
    readonly int size;
    unsafe byte* bytes; // of the pictures
    readonly PictureThread preparing;
    long position;
    long[]? next; // the rows that are being prepared

    /// <param name="pictures">uint8 [N, 3, H, H] and int64 [N], on the CPU; not taken over.</param>
    /// <param name="seed">Of the augmentation; the plan has its own.</param>
    /// <param name="device">Where batches go.</param>
    public ImageBatches(LabelledImages pictures, BatchPlan plan, PixelScale scale, Augmentation augmentation, long seed, Device device)
    {
        if (pictures.Images.dtype != ScalarType.Byte || pictures.Images.dim() != 4 || pictures.Images.shape[1] != DecodedImages.Channels
            || pictures.Images.shape[2] != pictures.Images.shape[3])
            throw new ArgumentException(
                $"Pictures of {pictures.Images.dtype} [{string.Join(", ", pictures.Images.shape)}]: uint8 [N, 3, H, H] is needed.",
                nameof(pictures));
        (this.pictures, this.plan, this.device) = (pictures, plan, device);
        (labels, size) = (pictures.Labels.data<long>().ToArray(), (int)pictures.Images.shape[2]);
        (this.augmentation, this.seed, table) = (augmentation, seed, scale.Table());
        preparing = new(Fill);
    }

    public long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            var prepared = next is not null;
            (position, next) = (value, null);
            if (prepared) preparing.Wait();
        }
    }

    public long StepsPerEpoch => plan.StepsPerEpoch;

    /// <returns>float32 [B, 3, H, H] and int64 [B], new tensors of the current dispose scope.</returns>
    public Batch Next()
    {
        var rows = next ?? Prepare();
        next = null; // a failure while preparing is thrown once
        var images = empty([rows.Length, DecodedImages.Channels, size, size]);
        MemoryMarshal.AsBytes<float>(preparing.Wait()).CopyTo(images.bytes); // torch.tensor() would make an array first, each time
        position++;
        next = Prepare();
        return new(rows, [images.to(device), tensor(Array.ConvertAll(rows, row => labels[row]), device: device)]);
    }

    public void Dispose() => preparing.Dispose();

    unsafe long[] Prepare()
    {
        bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pictures.Images.bytes));
        var epoch = position / StepsPerEpoch;
        var rows = plan.Rows(epoch, position % StepsPerEpoch).ToArray();
        preparing.Start(epoch, rows, rows.Length * DecodedImages.BytesOf(size));
        return rows;
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
