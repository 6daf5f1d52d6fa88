using static TorchSharp.torch;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class SentenceBatchTests
{
    [Fact]
    public void A_batch_is_padded_with_the_end_marker_and_the_target_shifted_by_one()
    {
        using var scope = NewDisposeScope();
        var batch = SentenceBatch.Create(new([[3, 4, 5], [6], [7, 8]], [[9], [3, 4], [5, 6, 7]]), new long[] { 1, 2 });
        Rows(batch.Source).ShouldBe([[6, 2], [7, 8]]);
        Rows(batch.TargetIn).ShouldBe([[1, 3, 4, 2], [1, 5, 6, 7]]);
        Rows(batch.TargetOut).ShouldBe([[3, 4, 2, 2], [5, 6, 7, 2]]);
        batch.SourceLengths.data<long>().ToArray().ShouldBe([1, 2]);
        batch.TargetLengths.data<long>().ToArray().ShouldBe([3, 4]);
        batch.Rows.ToArray().ShouldBe([1, 2]);
        batch.Tokens.ShouldBe(1 + 2 + 3 + 4);
    }

    [Fact]
    public void Every_epoch_has_every_pair_once_in_batches_of_like_length()
    {
        var pairs = Pairs(500);
        var plan = LengthBuckets.OfSentences(pairs, batchSize: 16, seed: 3, maxLength: 50);
        for (var epoch = 0; epoch < 3; epoch++)
        {
            var batches = BatchPlanTests.Epoch(plan, epoch);
            batches.SelectMany(rows => rows).Order().ShouldBe(Enumerable.Range(0, 500).Select(row => (long)row));
            batches.ShouldAllBe(rows => rows.Length <= 16);
            batches.Count(rows => rows.Length < 16).ShouldBeLessThanOrEqualTo(6);
            // tensorflow/nmt: bucket_width = (50 + 5 - 1) // 5 = 10; bucket_id = min(5, max(source // 10, target // 10)).
            foreach (var rows in batches) rows.Select(row => Math.Min(5, pairs.LengthOf((int)row) / 10)).Distinct().Count().ShouldBe(1);
        }
    }

    [Fact]
    public void A_batch_of_tokens_is_within_its_budget_padding_counted_and_nearly_fills_it()
    {
        var pairs = Pairs(2_000);
        var plan = LengthBuckets.OfTokens(pairs, tokens: 400, seed: 3, maxLength: 50);
        var batches = BatchPlanTests.Epoch(plan, 1);
        batches.SelectMany(rows => rows).Order().ShouldBe(Enumerable.Range(0, 2_000).Select(row => (long)row));
        int WidthOf(long row) => Math.Max(pairs.Source[(int)row].Length, pairs.Target[(int)row].Length + 1);
        var sizes = batches.Select(rows => rows.Length * rows.Max(WidthOf)).ToList();
        sizes.ShouldAllBe(size => size <= 400);
        sizes.Average().ShouldBeGreaterThan(300);
        Should.Throw<ArgumentOutOfRangeException>(() => LengthBuckets.OfTokens(pairs, tokens: 20, seed: 3)).Message
            .ShouldContain("at least 51 tokens: the longest sentence");
    }

    [Fact]
    public void Batches_depend_on_seed_and_epoch_only()
    {
        long[][] Of(long seed, long epoch) => [.. BatchPlanTests.Epoch(LengthBuckets.OfSentences(Pairs(300), 16, seed), epoch)];

        Of(1, 4).ShouldBe(Of(1, 4));
        Of(1, 0)[0].ShouldNotBe(Of(1, 1)[0]);
        Of(1, 0)[0].ShouldNotBe(Of(2, 0)[0]);
    }

    [Fact]
    public void The_buckets_are_filled_in_the_epochs_order() =>
        // EpochOrder.Shuffled(10, seed: 42, epoch: 0) is 8 1 9 2 6 0 4 5 3 7; even rows are in bucket 0, by twos, odd ones in 1, by threes.
        BatchPlanTests.Epoch(BatchPlan.Bucketed([0, 1, 0, 1, 0, 1, 0, 1, 0, 1], [2, 3], seed: 42), 0)
            .ShouldBe([[8, 2], [6, 0], [1, 9, 5], [4], [3, 7]]);

    [Fact]
    public void Setting_the_position_gives_the_batch_that_an_uninterrupted_stream_would()
    {
        using var scope = NewDisposeScope();
        var pairs = Pairs(100);
        SentenceStream Stream() => new(LengthBuckets.OfSentences(pairs, 8, seed: 9), pairs);
        var whole = Stream();
        var steps = (int)whole.StepsPerEpoch * 3;
        var rows = Enumerable.Range(0, steps).Select(_ => whole.Next().Rows.ToArray()).ToList();
        whole.Epoch.ShouldBe(3);
        foreach (var position in new[] { steps - 1, 0, 17, 16, (int)whole.StepsPerEpoch })
        {
            var resumed = Stream();
            resumed.Position = position;
            resumed.Next().Rows.ToArray().ShouldBe(rows[position]);
        }

        Should.Throw<ArgumentOutOfRangeException>(() => whole.Position = -1);
    }

    [Fact]
    public void Sorted_batches_say_which_pairs_they_have()
    {
        var pairs = Pairs(50);
        var batches = BatchPlanTests.Epoch(LengthBuckets.Sorted(pairs, 8), 0);
        batches.SelectMany(rows => rows).Select(row => pairs.Source[(int)row].Length)
            .ShouldBe(pairs.Source.Select(ids => ids.Length).Order());
        var restored = new int[50][];
        foreach (var row in batches.SelectMany(rows => rows)) restored[row] = pairs.Source[(int)row];
        restored.ShouldBe(pairs.Source);
    }

    [Theory]
    [InlineData(LongSentences.Truncate, 3, 1, 1)]
    [InlineData(LongSentences.Drop, 2, 2, 0)]
    public void Sentences_over_the_limit_are_cut_or_left_out_and_counted(LongSentences longer, int count, int dropped, int truncated)
    {
        var words = WordVocabulary.Build(["a b c d"], 10, tokenized: true);
        var pairs = EncodedPairs.Encode(new(["a b", "a b c d", " ", "c"], ["d", "a", "b", "a b"]), words, words, maxLength: 2, longer);
        (pairs.Count, pairs.Dropped, pairs.Truncated).ShouldBe((count, dropped, truncated));
        pairs.Source.ShouldAllBe(ids => ids.Length <= 2);
    }

    [Fact]
    public void Sizes_that_make_no_batch_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => LengthBuckets.OfSentences(Pairs(5), 0, seed: 1)).ParamName.ShouldBe("batchSize");
        Should.Throw<ArgumentOutOfRangeException>(() => LengthBuckets.OfSentences(new([], []), 4, seed: 1)).ParamName.ShouldBe("rows");
        Should.Throw<ArgumentOutOfRangeException>(() => LengthBuckets.Sorted(new([], []), 4)).ParamName.ShouldBe("rows");
    }

    /// <summary>With sources and targets of 1 to 50 ids.</summary>
    static EncodedPairs Pairs(int count)
    {
        var random = SplitMix64.For(seed: 2, number: 0);
        var (source, target) = (new List<int[]>(), new List<int[]>());
        for (var i = 0; i < count; i++)
        {
            source.Add([.. Enumerable.Repeat(3 + i, 1 + (int)random.Below(50))]);
            target.Add([.. Enumerable.Repeat(4 + i, i == 0 ? 50 : 1 + (int)random.Below(50))]);
        }

        return new(source, target);
    }

    static long[][] Rows(Tensor matrix) => [.. matrix.data<long>().ToArray().Chunk((int)matrix.shape[1])];
}
