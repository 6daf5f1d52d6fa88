using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Translation;

public sealed class NmtTrialTests
{
    [Fact]
    public void It_learns_to_translate_and_the_last_evaluation_translates_the_test_set()
    {
        using var run = TheoryRun.Open("tiny-nmt", "adam[lr=0.01]", steps: 500);
        var before = run.Evaluate();
        before.Metrics["dev/perplexity"].ShouldBe(7, 0.5); // 4 words and 3 markers, all as likely at first
        before.Artefacts.ShouldBeEmpty();

        var after = TheoryRun.Walk(run, 500);

        after.Metrics["dev/bleu"].ShouldBeGreaterThan(99);
        after.Metrics["dev/perplexity"].ShouldBeLessThan(1.1);
        after.Metrics["test/bleu"].ShouldBeGreaterThan(99);
        after.Metrics["test/chrf"].ShouldBeGreaterThan(99);
        var record = RecordJson.Read<TranslationRecord>(System.Text.Encoding.UTF8.GetString(after.Artefacts.Single().Content.Span));
        record.Segments.Select(s => (s.Source, s.Reference)).ShouldBe(
            TinyNmt.Lines(60, 12).Source.Zip(TinyNmt.Lines(60, 12).Target, (source, reference) => (source, reference)));
        record.Segments.ShouldAllBe(s => s.Translation == s.Reference);
        record.Data["training pairs"].ShouldBe("276");
    }

    [Fact]
    public void A_step_counts_the_tokens_of_its_batch()
    {
        using var run = TheoryRun.Open("tiny-nmt[batch=1000]", "adam", steps: 3);
        var tokens = new List<double>();
        for (var step = 0; step < 3; step++)
        {
            run.TrainStep();
            tokens.Add(run.Evaluate().Metrics["batch/tokens"]);
        }

        // A batch for each length n: n source tokens, n target tokens and a marker.
        tokens.ShouldBe([4 * 3, 16 * 5, 256 * 9], ignoreOrder: true);
    }

    /// <summary>One after another, as torch's generator, which dropout draws from, belongs to the process.</summary>
    [Fact]
    public void An_interrupted_run_goes_on_bit_for_bit()
    {
        using Snapshot middle = new(), end = new(), resumed = new();
        Steps(from: null, 6, end);
        Steps(from: null, 3, middle);
        Steps(middle, 3, resumed);
        foreach (var (name, tensor) in end.Tensors) resumed.GetTensor(name).equal(tensor).all().item<bool>().ShouldBeTrue(name);
        resumed.Values.ShouldBe(end.Values);

        static void Steps(Snapshot? from, int steps, Snapshot to)
        {
            using var run = TheoryRun.Open("tiny-nmt[dropout=0.2]", "adam", steps: 6);
            if (from is not null) run.Load(from);
            for (var step = 0; step < steps; step++) run.TrainStep();
            run.Save(to);
        }
    }

    [Fact]
    public void A_checkpoint_of_another_vocabulary_is_refused()
    {
        var context = new RunContext { Device = CPU, Seed = 0, DataRoot = "", Clock = new StoppedClock() };
        using var snapshot = new Snapshot();
        using (var trial = new TinyNmt().Open(context)) trial.Save(snapshot);
        var other = TinyNmt.Corpus() with { Target = WordVocabulary.Build(["eins", "zwei", "drei", "vier"], 100, tokenized: true) };
        using var another = new Nmt(units: 24, maxLength: 8).Open(context, other);
        Should.Throw<InvalidDataException>(() => another.Load(snapshot)).Message.ShouldContain("checksum of its target vocabulary");
    }

    [Fact]
    public void Sentences_over_the_limit_are_counted()
    {
        var train = new ParallelLines([.. TinyNmt.Lines(0, TinyNmt.Count).Source, string.Join(' ', Enumerable.Repeat("one", 20))],
            [.. TinyNmt.Lines(0, TinyNmt.Count).Target, "un"]);
        var context = new RunContext { Device = CPU, Seed = 0, DataRoot = "", Clock = new StoppedClock() };
        using var trial = new Nmt(units: 8, maxLength: 8).Open(context, TinyNmt.Corpus(train));
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var evaluation = new EvaluationBuilder { IsFinal = true };
        trial.Evaluate(evaluation);
        var record = RecordJson.Read<TranslationRecord>(
            System.Text.Encoding.UTF8.GetString(evaluation.Build().Artefacts.Single().Content.Span));
        record.Data["training pairs cut at the limit"].ShouldBe("1");
    }

    /// <summary>The first and the last data set are named here, so that a report says which data it ran on.</summary>
    [Theory]
    [InlineData("nmt", "Debian package descriptions, English–French, 8,000 sub-words for each language")]
    [InlineData("nmt[data=debian-ende,reversed=true,vocabulary=words,pieces=500]",
        "Debian package descriptions, English–German, into English, the 500 most frequent words of each language")]
    [InlineData("nmt[data=iwslt15-envi,vocabulary=words]", "IWSLT'15 English–Vietnamese, the tutorial's words")]
    public void Its_description_names_data_and_vocabulary(string selector, string expected) =>
        TheoryRun.Subject(selector).Description.ShouldStartWith(expected);
}
