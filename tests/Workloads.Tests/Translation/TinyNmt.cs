using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Workloads.Tests.Translation;

/// <summary>Translation of numbers into the same numbers backwards, in words: "two one" is "un deux".</summary>
[Workload("tiny-nmt", Source = "Test")]
public sealed class TinyNmt([Interval("[0, 1)")] double dropout = 0, [Interval("[1, 1000]")] int batch = 16) : Workload
{
    static readonly string[] english = ["one", "two", "three", "four"], french = ["un", "deux", "trois", "quatre"];

    /// <summary>Training pairs.</summary>
    public const int Count = 276;

    readonly Nmt workload = new(units: 24, dropout: dropout, batch: batch, maxLength: 8, beam: 3, devSentences: 20);

    public override Goal Goal => workload.Goal;

    public override IReadOnlyList<Metric> Metrics => workload.Metrics;

    internal static ParallelLines Lines(int first, int count) => new(
        [.. Enumerable.Range(first, count).Select(i => string.Join(' ', Digits(i).Select(d => english[d])))],
        [.. Enumerable.Range(first, count).Select(i => string.Join(' ', Digits(i).Reverse().Select(d => french[d])))]);

    internal static NmtCorpus Corpus(ParallelLines? train = null)
    {
        // The test sentences are of the training set: what is tested is the workload, not what the model learns.
        var corpus = new ParallelCorpus("en", "fr", Tokenized: true, train ?? Lines(0, Count), Lines(20, 20), Lines(60, 12),
            new Dictionary<string, int>());
        return new(corpus, WordVocabulary.Build(english, 100, tokenized: true), WordVocabulary.Build(french, 100, tokenized: true));
    }

    /// <summary>4 numbers of one digit, 16 of two, 256 of four.</summary>
    static int[] Digits(int i) => i < 4 ? [i] : i < 20 ? [(i - 4) / 4, i % 4] : [(i - 20) / 64, (i - 20) / 16 % 4, (i - 20) / 4 % 4, i % 4];

    public override Trial Open(RunContext run) => workload.Open(run, Corpus());
}
