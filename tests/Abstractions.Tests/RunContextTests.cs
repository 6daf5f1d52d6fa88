namespace AdaShift.Bench.Abstractions.Tests;

public sealed class RunContextTests
{
    /// <remarks>From: printf '0:init' | sha256sum. It must never change: old records could not be repeated.</remarks>
    [Theory]
    [InlineData(0, "init", 7197220053035497391)]
    [InlineData(7, "batches", 2251474543277777922)]
    public void A_seed_for_a_purpose_is_the_start_of_a_hash(long seed, string purpose, long expected) =>
        RunContext.DeriveSeed(seed, purpose).ShouldBe(expected);

    [Fact]
    public void Purposes_and_seeds_have_streams_of_their_own() =>
        new[] { (0L, "a"), (0, "b"), (1, "a"), (1, "b"), (-1, "a") }
            .Select(p => RunContext.DeriveSeed(p.Item1, p.Item2)).Distinct().Count().ShouldBe(5);
}
