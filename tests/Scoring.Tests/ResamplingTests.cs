namespace AdaShift.Bench.Scoring.Tests;

/// <summary>Numbers of NumPy 1.24, and intervals and p-values of sacreBLEU 2.6.0 with it.</summary>
public sealed class ResamplingTests
{
    static readonly string[] reference = Corpus(1, 50);
    static readonly string[] baseline = Damaged(reference, 2, 6);
    static readonly string[] system = Damaged(reference, 3, 5);
    static readonly Bleu bleu = new();
    static readonly Chrf chrf = new() { WordOrder = 2 };

    [Theory]
    [InlineData(12345, 1000, new[] { 699, 227, 788, 316, 204, 797, 642, 676 })]
    [InlineData(0, 1000, new[] { 850, 636, 511, 269, 307, 40, 75, 16 })]
    [InlineData(1099511627783, 1000, new[] { 206, 829, 609, 255, 17, 153, 504, 674 })]
    [InlineData(12345, 1073754169, new[] { 244103001, 846812991, 340120587, 219235790 })]
    public void The_generator_draws_numpys_numbers(long seed, int bound, int[] numbers)
    {
        var generator = new NumpyGenerator((ulong)seed);
        numbers.Select(_ => generator.Below(bound)).ShouldBe(numbers);
    }

    [Theory]
    [InlineData(12345, "1011100110000011111111110100110110110001100011010100110001011100011110")]
    [InlineData(0, "1111101001000001010000111001101111110011110101111111000011000101100001")]
    public void The_generator_flips_numpys_coins(long seed, string flips)
    {
        var generator = new NumpyGenerator((ulong)seed);
        string.Concat(flips.Select(_ => generator.Flip() ? '1' : '0')).ShouldBe(flips);
    }

    [Fact]
    public void The_interval_of_one_system()
    {
        var interval = Bootstrap.Interval(bleu, bleu.Statistics(baseline, reference), 200, new());
        interval.Mean.ShouldBe(71.48262391074964, 1e-9);
        interval.HalfWidth.ShouldBe(5.608132909679668, 1e-9);

        interval = Bootstrap.Interval(chrf, chrf.Statistics(baseline, reference), 200, new());
        interval.Mean.ShouldBe(83.78830036370296, 1e-5); // sacreBLEU divides in float32 here
        interval.HalfWidth.ShouldBe(3.2066336254439634, 1e-5);
    }

    [Fact]
    public void Paired_bootstrap_resampling()
    {
        var found = Compare(bleu, ResamplingKind.Bootstrap, 200);
        (found.Score, found.PValue!.Value).ShouldBe((62.56440527081301, 0.04477611940298507));
        found.Interval!.Mean.ShouldBe(61.85253282209791, 1e-9);
        found.Interval.HalfWidth.ShouldBe(6.9318077737030315, 1e-9);

        Compare(chrf, ResamplingKind.Bootstrap, 200).PValue.ShouldBe(0.014925373134328358);
    }

    [Fact]
    public void Approximate_randomisation()
    {
        Compare(bleu, ResamplingKind.ApproximateRandomization, 300).PValue.ShouldBe(0.05647840531561462);
        Compare(chrf, ResamplingKind.ApproximateRandomization, 300).PValue.ShouldBe(0.03322259136212625);
    }

    [Fact]
    public void A_baseline_has_no_p_value()
    {
        var found = PairedTest.Baseline(bleu, bleu.Statistics(baseline, reference), new(ResamplingKind.Bootstrap, 200, new()));

        found.PValue.ShouldBeNull();
        found.Interval!.Mean.ShouldBe(71.48262391074964, 1e-9);
    }

    [Fact]
    public void The_signature_says_how_segments_were_resampled()
    {
        bleu.Signature(1, new(ResamplingKind.Bootstrap, 200, new())).ToString()
            .ShouldBe("nrefs:1|bs:200|seed:12345|case:mixed|eff:no|tok:13a|smooth:exp|version:2.6.0");
        bleu.Signature(null, new(ResamplingKind.ApproximateRandomization, 300, new(null))).Format(shortened: true)
            .ShouldBe("#:var|ar:300|rs:none|c:mixed|e:no|tok:13a|s:exp|v:2.6.0");
    }

    [Fact]
    public void A_seed_is_a_number_or_none()
    {
        ResamplingSeed.Parse(null).Value.ShouldBe(12345UL);
        ResamplingSeed.Parse("7").Value.ShouldBe(7UL);
        ResamplingSeed.Parse("None").Value.ShouldBeNull();
        Should.Throw<ScoringException>(() => ResamplingSeed.Parse("-1"))
            .Message.ShouldBe("SACREBLEU_SEED '-1' is not a seed. Allowed: a whole number from 0, or none.");
    }

    static PairedResult Compare(TranslationMetric metric, ResamplingKind kind, int samples) => PairedTest.Compare(
        metric, metric.Statistics(baseline, reference), metric.Statistics(system, reference), new(kind, samples, new()));

    /// <summary>Sentences of 5 to 12 of 40 words.</summary>
    static string[] Corpus(uint seed, int lines)
    {
        var next = Numbers(seed);
        return [.. Enumerable.Range(0, lines).Select(_ => Enumerable.Range(0, 5 + (int)(next() % 8)).Select(_ => Word(next)).ToList())
            .Select(words => string.Join(' ', words))];
    }

    /// <summary>Replaces one word in <paramref name="spared"/> by another.</summary>
    static string[] Damaged(string[] lines, uint seed, int spared)
    {
        var next = Numbers(seed);
        return [.. lines.Select(line => string.Join(' ', line.Split(' ').Select(word => next() % spared == 0 ? Word(next) : word)))];
    }

    static string Word(Func<uint> next) => FormattableString.Invariant($"w{next() % 40}");

    /// <summary>A linear congruential generator, which Python repeats easily.</summary>
    static Func<uint> Numbers(uint seed)
    {
        ulong state = seed;
        return () => (uint)((state = ((state * 1103515245) + 12345) % 2147483648) >> 16);
    }
}
