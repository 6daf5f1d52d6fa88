using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Benchmarks;

/// <summary>BLEU of 100,000 segments of about 20 tokens, on one core.</summary>
static class BleuRun
{
    public const int Segments = 100_000;
    const int Words = 30_000;

    /// <returns>Seconds of each repetition after the first, sorted.</returns>
    public static double[] Measure(int times)
    {
        var random = new Random(1);
        string[] references = [.. Enumerable.Range(0, Segments).Select(_ => Sentence(random))];
        string[] hypotheses = [.. references.Select(reference => Damaged(reference, random))];
        Once(hypotheses, references); // compiles the code
        return [.. Enumerable.Range(0, times).Select(_ => Once(hypotheses, references)).Order()];
    }

    static double Once(string[] hypotheses, string[] references)
    {
        var start = TimeProvider.System.GetTimestamp();
        new Bleu().Corpus(hypotheses, references);
        return TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    static string Sentence(Random random) =>
        $"{string.Join(' ', Enumerable.Range(0, random.Next(14, 25)).Select(_ => Word(random)))}.";

    static string Damaged(string reference, Random random) =>
        string.Join(' ', reference.Split(' ').Select(word => random.Next(5) == 0 ? Word(random) : word));

    /// <summary>By Zipf's law, with a comma after one in ten.</summary>
    static string Word(Random random) =>
        FormattableString.Invariant($"word{(int)Math.Exp(random.NextDouble() * Math.Log(Words))}{(random.Next(10) == 0 ? "," : "")}");
}
