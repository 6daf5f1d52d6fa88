using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Pictures whose every byte says where it is: plane · 100 + row · 10 + column, plus 30 for the second picture.</summary>
public sealed class ImageBatchesTests : IDisposable
{
    const int Size = 4;

    readonly DisposeScope scope = NewDisposeScope();

    static byte ByteAt(long picture, int channel, int y, int x) => (byte)((picture * 30) + (channel * 100) + (y * 5) + x);

    static LabelledImages Pictures(int count = 6)
    {
        var bytes = from picture in Enumerable.Range(0, count)
                    from channel in Enumerable.Range(0, 3)
                    from y in Enumerable.Range(0, Size)
                    from x in Enumerable.Range(0, Size)
                    select ByteAt(picture, channel, y, x);
        return new(tensor(bytes.ToArray(), [count, 3, Size, Size]), arange(count, dtype: ScalarType.Int64));
    }

    static ImageBatches Batches(Augmentation augmentation, long seed = 7, int batch = 4, PixelScale? scale = null) =>
        new(Pictures(), BatchPlan.Shuffled(6, batch, seed: 3), scale ?? PixelScale.Unit, augmentation, seed, CPU);

    [Fact]
    public void Without_augmentation_pictures_are_scaled_and_nothing_else()
    {
        var scale = new PixelScale([0.1, 0.2, 0.3], [0.5, 0.25, 2]);
        using var batches = Batches(Augmentation.None, scale: scale);
        for (var step = 0; step < 3; step++)
        {
            var batch = batches.Next();
            var expected = scale.Apply(Pictures().Images.index_select(0, tensor(batch.Rows.ToArray())));
            (batch.Tensors[0] - expected).abs().max().item<float>().ShouldBeLessThan(1e-6f);
            batch.Tensors[1].data<long>().ToArray().ShouldBe(batch.Rows.ToArray());
        }
    }

    /// <summary>One record of CIFAR-10: label 3, a red plane of 255, green and blue of 0.</summary>
    [Fact]
    public void A_red_picture_has_ones_in_the_first_plane()
    {
        var bytes = new byte[3 * 32 * 32];
        Array.Fill(bytes, byte.MaxValue, 0, 32 * 32);
        var planes = PixelScale.Unit.Apply(tensor(bytes, [1, 3, 32, 32]))[0];
        foreach (var (channel, expected) in new[] { 1f, 0f, 0f }.Index())
        {
            planes[channel].min().item<float>().ShouldBe(expected);
            planes[channel].max().item<float>().ShouldBe(expected);
        }
    }

    [Fact]
    public void Every_window_is_the_picture_moved_by_at_most_the_border_and_perhaps_mirrored()
    {
        var augmentation = new Augmentation(Pad: 2);
        using var batches = Batches(augmentation, batch: 6);
        var draws = new HashSet<Augmentation.Draw>();
        for (var epoch = 0; epoch < 60; epoch++)
        {
            var batch = batches.Next();
            var values = batch.Tensors[0].data<float>().ToArray();
            for (var i = 0; i < batch.Rows.Length; i++)
            {
                var row = batch.Rows.Span[i];
                var draw = augmentation.For(7, (epoch * 6) + row);
                draws.Add(draw);
                for (var at = 0; at < 3 * Size * Size; at++)
                {
                    var (channel, y, x) = (at / (Size * Size), at / Size % Size, at % Size);
                    var (fromY, fromX) = (y + draw.Down, (draw.Mirror ? Size - 1 - x : x) + draw.Right);
                    var inside = fromY is >= 0 and < Size && fromX is >= 0 and < Size;
                    values[(i * 3 * Size * Size) + at].ShouldBe((inside ? ByteAt(row, channel, fromY, fromX) : 0) / 255f, 1e-6);
                }
            }
        }

        draws.Count.ShouldBe(5 * 5 * 2); // 360 draws of 50 equally likely ones
    }

    [Fact]
    public void Another_seed_moves_pictures_otherwise_and_the_same_one_does_not()
    {
        using var first = Batches(new());
        using var again = Batches(new());
        using var other = Batches(new(), seed: 8);
        var (a, b, c) = (first.Next().Tensors[0], again.Next().Tensors[0], other.Next().Tensors[0]);
        a.equal(b).all().item<bool>().ShouldBeTrue();
        a.equal(c).all().item<bool>().ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void It_continues_from_any_position(long position)
    {
        using var whole = Batches(new());
        for (var i = 0; i < position; i++) whole.Next();
        using var resumed = Batches(new());
        resumed.Next();
        resumed.Position = position;
        var (expected, actual) = (whole.Next(), resumed.Next());
        actual.Tensors[0].equal(expected.Tensors[0]).all().item<bool>().ShouldBeTrue();
        actual.Rows.ToArray().ShouldBe(expected.Rows.ToArray());
        resumed.Position.ShouldBe(position + 1);
    }

    /// <summary>A collection that this thread started could free what another thread's libtorch call is reading.</summary>
    [Fact]
    public void The_thread_that_prepares_pictures_allocates_nothing()
    {
        var allocated = new List<long>();
        using var thread = new PictureThread((_, rows, pixels) =>
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var picture = (Span<byte>)stackalloc byte[3 * Size * Size];
            Augmentation.Apply(new Augmentation().For(7, rows[0]), picture, Size, table, pixels);
            allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        });
        for (var i = 0; i < 20; i++)
        {
            thread.Start(0, [i], 3 * Size * Size);
            thread.Wait();
        }

        allocated.Skip(5).ShouldAllBe(bytes => bytes <= 64); // the Augmentation of this test
    }

    static readonly float[] table = PixelScale.Unit.Table();

    [Fact]
    public void A_failure_on_the_other_thread_reaches_the_caller()
    {
        using var thread = new PictureThread((_, _, _) => throw new IndexOutOfRangeException("row 7"));
        thread.Start(0, [7], 1);
        Should.Throw<InvalidOperationException>(thread.Wait).Message.ShouldContain("row 7");
    }

    [Fact]
    public void Other_tensors_are_refused_with_what_is_needed() =>
        Should.Throw<ArgumentException>(() => new ImageBatches(
            new(zeros(2, 3, 4, 4), zeros(2, dtype: ScalarType.Int64)), BatchPlan.InOrder(2, 1), PixelScale.Unit, new(), 1, CPU))
            .Message.ShouldContain("Pictures of Float32 [2, 3, 4, 4]: uint8 [N, 3, H, H] is needed.");

    public void Dispose() => scope.Dispose();
}
