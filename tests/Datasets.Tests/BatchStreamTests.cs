using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class BatchStreamTests
{
    [Fact]
    public void A_batch_is_the_planned_rows_of_every_column()
    {
        using var scope = NewDisposeScope();
        var stream = Toy();
        for (var step = 0; step < 8; step++)
        {
            var batch = stream.Next();
            var (squares, labels) = batch;
            long[] rows = batch.Rows.ToArray();
            squares.shape.ShouldBe([rows.Length, 2]);
            squares.is_contiguous().ShouldBeTrue();
            squares.data<float>().ToArray().ShouldBe(rows.SelectMany(row => new[] { (float)row, row * row }));
            labels.data<long>().ToArray().ShouldBe(rows.Select(row => 100 + row));
        }
    }

    [Fact]
    public void Position_epoch_and_steps_count_batches()
    {
        using var scope = NewDisposeScope();
        var stream = Toy();
        stream.StepsPerEpoch.ShouldBe(4);
        (stream.Position, stream.Epoch).ShouldBe((0, 0));
        for (var i = 0; i < 4; i++) stream.Next();
        (stream.Position, stream.Epoch).ShouldBe((4, 1));
        stream.Next();
        (stream.Position, stream.Epoch).ShouldBe((5, 1));
    }

    [Fact]
    public void Setting_the_position_gives_the_batch_that_an_uninterrupted_stream_would()
    {
        using var scope = NewDisposeScope();
        var whole = Toy();
        var rows = Enumerable.Range(0, 40).Select(_ => whole.Next().Rows.ToArray()).ToList();
        var jumping = Toy();
        foreach (var position in new[] { 39, 0, 3, 4, 17, 16, 17, 21 })
        {
            jumping.Position = position;
            jumping.Next().Rows.ToArray().ShouldBe(rows[position]);
            jumping.Position.ShouldBe(position + 1);
        }
    }

    [Fact]
    public void A_negative_position_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => Toy().Position = -1);

    [Fact]
    public void A_batch_of_three_tensors_is_not_taken_for_a_pair()
    {
        using var scope = NewDisposeScope();
        var batch = new BatchStream(BatchPlan.InOrder(2, 1), arange(2), arange(2), arange(2)).Next();
        Should.Throw<InvalidOperationException>(() => { var (_, _) = batch; }).Message.ShouldContain("3 tensors");
    }

    /// <summary>Ten rows (i, i²) with labels 100 + i, in batches of 3.</summary>
    static BatchStream Toy()
    {
        var squares = tensor([.. Enumerable.Range(0, 10).SelectMany(i => new[] { (float)i, i * i })], [10, 2]);
        var labels = tensor([.. Enumerable.Range(100, 10).Select(i => (long)i)], [10]);
        return new(BatchPlan.Shuffled(10, batchSize: 3, seed: 5), squares, labels);
    }
}
