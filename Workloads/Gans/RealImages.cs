using AdaShift.Bench.Datasets;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>What a critic takes for real: seeded batches of the training images, and fixed images of the test set.</summary>
/// <remarks>Images are [B, C, side, side], scaled as in AdaShift's released code: (pixel − 127.5) / 128, from −0.996 to 0.996.</remarks>
sealed class RealImages : IDisposable
{
    /// <summary>Test images that a critic is measured on.</summary>
    public const int HeldOutCount = 128;

    readonly Tensor train; // [N, C, H, H], uint8
    readonly BatchStream batches;
    readonly int side;

    /// <param name="train">uint8 [N, C, H, H] with H = side times a power of two; left as it is.</param>
    /// <param name="test">Like <paramref name="train"/>; its first <see cref="HeldOutCount"/> are used.</param>
    /// <param name="side">Smaller images are means of 2×2, 4×4, … pixels.</param>
    public RealImages(RunContext run, Tensor train, Tensor test, int side, int batch)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        this.side = side;
        this.train = train.to(run.Device).alias().DetachFromDisposeScope(); // an alias: on the CPU, to() hands the shared one through
        batches = new(BatchPlan.Shuffled(train.shape[0], batch, run.SeedFor("batches"), dropLast: true), this.train);
        HeldOut = Shrunk(test.narrow(0, 0, Math.Min(HeldOutCount, test.shape[0])).to(run.Device)).DetachFromDisposeScope();
    }

    public long Channels => train.shape[1];

    /// <summary>[128, C, side, side], the same at every seed.</summary>
    public Tensor HeldOut { get; }

    /// <inheritdoc cref="Batches{T}.Position"/>
    public long Position
    {
        get => batches.Position;
        set => batches.Position = value;
    }

    /// <returns>The next batch, [B, C, side, side].</returns>
    public Tensor Next() => Shrunk(batches.Next().Tensors[0]);

    public void Dispose()
    {
        train.Dispose();
        HeldOut.Dispose();
    }

    /// <param name="pixels">uint8, of any shape.</param>
    /// <returns>(pixel − 127.5) / 128 in float32.</returns>
    public static Tensor Scaled(Tensor pixels) => pixels.to(ScalarType.Float32).sub_(127.5).div_(128);

    Tensor Shrunk(Tensor pixels)
    {
        var factor = pixels.shape[^1] / side;
        return factor == 1 ? Scaled(pixels) : nn.functional.avg_pool2d(Scaled(pixels), factor);
    }
}
