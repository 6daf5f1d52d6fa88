namespace AdaShift.Bench.Datasets.Tests;

public sealed class LengthBucketsTests
{
    // 200 sentences of 0 to 59 tokens; with L = 50 and 5 buckets a bucket is 10 wide and from 50 on they share the last.
    static readonly int[] Lengths = [.. Enumerable.Range(0, 200).Select(i => i * 37 % 60)];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_epoch_visits_every_row_at_most_once_and_a_batch_stays_within_its_bucket(bool dropLast)
    {
        var plan = new LengthBuckets(Lengths, batchSize: 8, seed: 3, maxLength: 50, buckets: 5, dropLast);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var batches = BatchPlanTests.Epoch(plan, epoch);
            batches.ShouldAllBe(batch => batch.Select(row => Math.Min(5, Lengths[row] / 10)).Distinct().Count() == 1);
            batches.ShouldAllBe(batch => batch.Length == 8 || (!dropLast && batch.Length < 8));
            batches.SelectMany(batch => batch).ShouldBeUnique();
            if (!dropLast) batches.Sum(batch => batch.Length).ShouldBe(200);
        }
    }

    [Fact]
    public void Short_batches_come_last_in_the_order_of_the_buckets()
    {
        var plan = new LengthBuckets([5, 15, 5, 15, 5], batchSize: 2, seed: 1, maxLength: 20, buckets: 2);
        var batches = BatchPlanTests.Epoch(plan, 0);
        batches.Select(batch => batch.Length).ShouldBe([2, 2, 1]);
        batches[2][0].ShouldBeOneOf(0L, 2L, 4L);
    }

    [Fact]
    public void Epochs_differ_and_repeat()
    {
        var plan = new LengthBuckets(Lengths, batchSize: 8, seed: 3, maxLength: 50);
        var first = BatchPlanTests.Epoch(plan, 0).SelectMany(batch => batch).ToList();
        BatchPlanTests.Epoch(plan, 1).SelectMany(batch => batch).ShouldNotBe(first);
        BatchPlanTests.Epoch(plan, 0).SelectMany(batch => batch).ShouldBe(first);
    }

    [Fact]
    public void Sizes_that_make_no_batch_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new LengthBuckets([], 8, 0, 50));
        Should.Throw<ArgumentOutOfRangeException>(() => new LengthBuckets([1], 8, 0, maxLength: 0));
        Should.Throw<ArgumentOutOfRangeException>(() => new LengthBuckets([1, -1], 8, 0, 50));
        Should.Throw<ArgumentOutOfRangeException>(() => new LengthBuckets([1, 49], 2, 0, 50, dropLast: true));
    }
}
