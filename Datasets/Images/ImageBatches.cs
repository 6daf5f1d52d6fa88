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
    long position;
    Task<(long[] rows, float[] pixels)>? next;

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
        (this.pictures, this.plan, this.augmentation, this.seed, this.device) = (pictures, plan, augmentation, seed, device);
        (table, labels, size) = (scale.Table(), pictures.Labels.data<long>().ToArray(), (int)pictures.Images.shape[2]);
    }

    public long Position
    {
        get => position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            (position, next) = (value, null);
        }
    }

    public long StepsPerEpoch => plan.StepsPerEpoch;

    /// <returns>float32 [B, 3, H, H] and int64 [B], new tensors of the current dispose scope.</returns>
    public Batch Next()
    {
        var (rows, pixels) = (next ?? Prepare(position)).GetAwaiter().GetResult();
        next = Prepare(++position);
        return new(rows,
        [
            tensor(pixels, [rows.Length, DecodedImages.Channels, size, size]).to(device),
            tensor(Array.ConvertAll(rows, row => labels[row])).to(device),
        ]);
    }

    /// <summary>Waits for the batch in preparation, which reads the pictures.</summary>
    public void Dispose()
    {
        if (next is { IsCompleted: false }) Task.WaitAny(next);
    }

    Task<(long[] rows, float[] pixels)> Prepare(long at)
    {
        var epoch = at / StepsPerEpoch;
        var rows = plan.Rows(epoch, at % StepsPerEpoch).ToArray(); // here, as a plan is not for several threads
        return Task.Run(() => Made(epoch, rows));
    }

    (long[] rows, float[] pixels) Made(long epoch, long[] rows)
    {
        var values = DecodedImages.BytesOf(size);
        var pixels = GC.AllocateUninitializedArray<float>(rows.Length * values);
        var all = pictures.Images.bytes;
        for (var i = 0; i < rows.Length; i++)
        {
            var picture = all.Slice(checked((int)(rows[i] * values)), values);
            var draw = augmentation.For(seed, (epoch * labels.Length) + rows[i]);
            Augmentation.Apply(draw, picture, size, table, pixels.AsSpan(i * values, values));
        }

        return (rows, pixels);
    }
}
