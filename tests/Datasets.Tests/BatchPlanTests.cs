namespace AdaShift.Bench.Datasets.Tests;

public sealed class BatchPlanTests
{
    [Fact]
    public void The_order_is_pinned_for_ever()
    {
        // Recorded results depend on it: if this fails, the code is wrong, not the numbers (which an independent implementation gave).
        EpochOrder.Shuffled(10, seed: 42, epoch: 0).ShouldBe([8, 1, 9, 2, 6, 0, 4, 5, 3, 7]);
        EpochOrder.Shuffled(10, seed: 42, epoch: 1).ShouldBe([6, 9, 3, 4, 8, 7, 2, 0, 1, 5]);
        EpochOrder.Shuffled(10, seed: -1, epoch: 0).ShouldBe([6, 5, 9, 2, 3, 7, 8, 0, 1, 4]);
        EpochOrder.Shuffled(60_000, seed: 1, epoch: 3)[..8].ShouldBe([17371, 41109, 12033, 978, 20548, 24401, 27673, 2761]);
    }

    [Theory]
    [InlineData(1, 1, false)]
    [InlineData(10, 3, false)]
    [InlineData(10, 3, true)]
    [InlineData(9, 3, true)]
    [InlineData(5, 8, false)]
    [InlineData(1000, 64, false)]
    public void Every_epoch_visits_every_row_once(int rows, int batchSize, bool dropLast)
    {
        var plan = BatchPlan.Shuffled(rows, batchSize, seed: 7, dropLast);
        plan.StepsPerEpoch.ShouldBe(dropLast ? rows / batchSize : (rows + batchSize - 1) / batchSize);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var batches = Epoch(plan, epoch);
            batches.SkipLast(1).ShouldAllBe(batch => batch.Length == batchSize);
            var seen = batches.SelectMany(batch => batch).ToList();
            seen.ShouldBeUnique();
            seen.ShouldAllBe(row => row >= 0 && row < rows);
            seen.Count.ShouldBe(dropLast ? rows / batchSize * batchSize : rows);
        }
    }

    [Fact]
    public void Epochs_and_seeds_differ()
    {
        Order(seed: 1, epoch: 0).ShouldNotBe(Order(seed: 1, epoch: 1));
        Order(seed: 1, epoch: 0).ShouldNotBe(Order(seed: 2, epoch: 0));
        Order(seed: 1, epoch: 1).ShouldNotBe(Order(seed: 2, epoch: 0));
        Order(seed: 1, epoch: 5).ShouldBe(Order(seed: 1, epoch: 5));
    }

    [Fact]
    public void All_orders_are_equally_likely()
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var epoch = 0; epoch < 24_000; epoch++)
        {
            var order = string.Concat(EpochOrder.Shuffled(4, seed: 11, epoch));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        counts.Count.ShouldBe(24);
        // χ² with 23 degrees of freedom: 49.73 is exceeded once in a thousand seeds.
        counts.Values.Sum(count => Math.Pow(count - 1000, 2) / 1000).ShouldBeLessThan(49.73);
    }

    [Fact]
    public void In_order_means_in_order()
    {
        var plan = BatchPlan.InOrder(rows: 5, batchSize: 2);
        plan.StepsPerEpoch.ShouldBe(3);
        Epoch(plan, 0).ShouldBe([[0, 1], [2, 3], [4]]);
        Epoch(plan, 1).ShouldBe([[0, 1], [2, 3], [4]]);
    }

    [Theory]
    [InlineData(0, 4, false, "rows")]
    [InlineData(4, 0, false, "batchSize")]
    [InlineData(4, 5, true, "batchSize")]
    public void Sizes_that_make_no_batch_are_refused(int rows, int batchSize, bool dropLast, string named) =>
        Should.Throw<ArgumentOutOfRangeException>(() => BatchPlan.Shuffled(rows, batchSize, seed: 0, dropLast)).ParamName.ShouldBe(named);

    static long[] Order(long seed, long epoch) => EpochOrder.Shuffled(1000, seed, epoch);

    internal static List<long[]> Epoch(BatchPlan plan, long epoch) =>
        [.. Enumerable.Range(0, (int)plan.StepsPerEpoch).Select(step => plan.Rows(epoch, step).ToArray())];
}
