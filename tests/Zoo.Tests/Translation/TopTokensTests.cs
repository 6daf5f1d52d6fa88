using AdaShift.Bench.Zoo.Models.Translation;

namespace AdaShift.Bench.Zoo.Tests.Translation;

public sealed class TopTokensTests
{
    [Theory]
    [InlineData(1, 3)]
    [InlineData(5, 3)]
    [InlineData(16, 4)]
    [InlineData(1000, 1)]
    [InlineData(1037, 11)]
    public void Equals_a_sort(int vocabulary, int count)
    {
        var random = new Random(vocabulary);
        // Few values, so that there are ties.
        float[] row = [.. Enumerable.Range(0, vocabulary).Select(_ => random.Next(-40, 40) / 8f)];
        var top = new TopTokens(count);
        top.Scan(row);
        var expected = row.Index().OrderByDescending(x => x.Item).ThenBy(x => x.Index).Take(count).ToArray();
        top.Ids.ToArray().ShouldBe(expected.Select(x => x.Index));
        var logSum = Math.Log(row.Sum(x => Math.Exp(x)));
        top.LogSum.ShouldBe(logSum, 1e-6);
        for (var rank = 0; rank < expected.Length; rank++) top.LogProbability(rank).ShouldBe(expected[rank].Item - logSum, 1e-6);
    }

    [Fact]
    public void Large_logits_do_not_overflow()
    {
        var top = new TopTokens(2);
        top.Scan([.. Enumerable.Repeat(300f, 40), 299f]);
        top.Ids.ToArray().ShouldBe([0, 1]);
        top.LogSum.ShouldBe(300 + Math.Log(40 + Math.Exp(-1)), 1e-6);
    }

    [Fact]
    public void What_is_not_a_number_or_impossible_is_no_token()
    {
        var top = new TopTokens(2);
        top.Scan([.. Enumerable.Repeat(float.NaN, 17), .. Enumerable.Repeat(float.NegativeInfinity, 17)]);
        top.Ids.ToArray().ShouldBeEmpty();
        top.Scan([float.NegativeInfinity, 2, float.NegativeInfinity]);
        top.Ids.ToArray().ShouldBe([1]);
        top.LogProbability(0).ShouldBe(0);
    }
}
