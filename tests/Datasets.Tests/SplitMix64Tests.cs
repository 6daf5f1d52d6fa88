namespace AdaShift.Bench.Datasets.Tests;

public sealed class SplitMix64Tests
{
    [Fact]
    public void It_gives_the_numbers_of_the_reference_implementation()
    {
        var random = new SplitMix64(1234567);
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        published.Select(_ => random.Next()).ShouldBe(published);
    }

    [Fact]
    public void Bounded_numbers_are_uniform()
    {
        var random = SplitMix64.For(seed: 3, number: 0);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Below(7)]++;
        // χ² with 6 degrees of freedom: 22.46 is exceeded once in a thousand seeds.
        counts.Sum(count => Math.Pow(count - 10_000, 2) / 10_000).ShouldBeLessThan(22.46);
    }

    [Fact]
    public void A_bound_near_the_top_rejects_rather_than_leans()
    {
        const ulong bound = (1UL << 63) + 1; // almost every second draw must be rejected
        var random = SplitMix64.For(seed: 5, number: 0);
        var low = 0;
        for (var i = 0; i < 4_000; i++)
        {
            var number = random.Below(bound);
            number.ShouldBeLessThan(bound);
            if (number < bound / 2) low++;
        }

        low.ShouldBeInRange(1_850, 2_150);
    }

    [Fact]
    public void Neighbouring_seeds_and_numbers_share_nothing()
    {
        var seen = new HashSet<ulong>();
        for (var seed = -3; seed < 3; seed++)
            for (var number = 0; number < 10; number++)
            {
                var random = SplitMix64.For(seed, number);
                for (var i = 0; i < 100; i++) seen.Add(random.Next()).ShouldBeTrue();
            }
    }
}
