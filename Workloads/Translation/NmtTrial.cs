using AdaShift.Bench.Datasets;
using AdaShift.Bench.Records;
using AdaShift.Bench.Scoring;
using AdaShift.Bench.Zoo.Models.Translation;
using static System.FormattableString;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <param name="Batch">Pairs in a training step.</param>
/// <param name="MaxLength">Ids of a training sentence.</param>
/// <param name="DevSentences">Dev pairs that are translated at every evaluation.</param>
/// <param name="Beam">Of the test set's translation.</param>
sealed record NmtSettings(int Batch, int MaxLength, int DevSentences, BeamSettings Beam);

/// <summary>
/// Trains a translation model; every evaluation has the dev set's perplexity and a greedy translation's BLEU, the last one the test set's
/// translation by beam search.
/// </summary>
sealed class NmtTrial : Trial
{
    const int EvaluationBatch = 64;

    readonly NmtCorpus corpus;
    readonly NmtSettings settings;
    readonly LuongModel model;
    readonly SentenceStream batches;
    readonly EncodedPairs train;
    readonly EncodedPairs dev;

    public NmtTrial(RunContext run, NmtCorpus corpus, LuongModel model, NmtSettings settings)
        : base(run)
    {
        (this.corpus, this.settings) = (corpus, settings);
        this.model = AddPlayer(Player.DefaultName, model);
        train = Encoded(corpus.Corpus.Train, settings.MaxLength);
        batches = new(LengthBuckets.OfSentences(train, settings.Batch, run.SeedFor("batches"), settings.MaxLength), train);
        Keep("batches", () => batches.Position, position => batches.Position = position);
        KeepChecksum("source vocabulary", corpus.Source.Hash);
        KeepChecksum("target vocabulary", corpus.Target.Hash);
        KeepChecksum("sentences", corpus.Corpus.Hash);
        dev = Encoded(corpus.Corpus.Dev, maxLength: null);
    }

    /// <summary>What it records, in the order a report shows it.</summary>
    /// <param name="tokenized">Whether the sentences come in tokens, as tensorflow/nmt scores them.</param>
    public static IReadOnlyList<Metric> Metrics(bool tokenized, int beam) =>
    [
        new("dev/bleu", "", Better.Higher, $"BLEU of the dev set's greedy translation, from 0 to 100, {Rules(tokenized)}."),
        new("dev/perplexity", "", Better.Lower, "exp of the mean cross-entropy per token of the dev set, </s> included, at θ."),
        new("test/bleu", "", Better.Higher,
            $"BLEU of the test set's translation by a beam of {beam}, once, at the end, {Rules(tokenized)}."),
        new("test/chrf", "", Better.Higher, "chrF2 of the same translation, from 0 to 100."),
        new("batch/loss", "nats per sentence", Better.Lower, "Mean of the training batches' losses since the last evaluation."),
        new("batch/tokens", "tokens per step", Better.Higher, "Source and target tokens of a training step, without padding; mean."),
    ];

    public override long? StepsPerEpoch => batches.StepsPerEpoch;

    public override void TrainStep(StepLog log)
    {
        SentenceBatch batch;
        using (Run.Clock.Enter(Phase.Data)) batch = batches.Next();
        Players[0].ZeroGrad();
        var loss = Loss(batch);
        loss.backward();
        log.Loss("batch/loss", loss);
        log.Value("batch/tokens", tensor((double)batch.Tokens, device: Run.Device));
        Players[0].Step();
    }

    public override void Evaluate(EvaluationBuilder evaluation)
    {
        model.eval();
        var lines = corpus.Corpus.Dev;
        var sentences = Math.Min(settings.DevSentences, lines.Count);
        var translations = Translate([.. lines.Source.Take(sentences)], new(Width: 1));
        evaluation
            .Add("dev/perplexity", Perplexity(dev))
            .Add("dev/bleu", Bleu.Corpus(translations, [.. lines.Target.Take(sentences)]).Value);
        if (evaluation.IsFinal) Test(evaluation);
        model.train();
    }

    Bleu Bleu => Bleu.Of(corpus.Corpus.Tokenized);

    static string Rules(bool tokenized) => tokenized ? "by tensorflow/nmt's rules" : "by sacreBLEU's rules";

    void Test(EvaluationBuilder evaluation)
    {
        var lines = corpus.Corpus.Test;
        var translations = Translate(lines.Source, settings.Beam);
        var score = Bleu.Corpus(translations, lines.Target);
        var segments = lines.Source.Zip(lines.Target, translations).Select(s => new TranslatedSegment(s.First, s.Second, s.Third));
        evaluation
            .Add("test/bleu", score.Value)
            .Add("test/chrf", new Chrf().Corpus(translations, lines.Target).Value)
            .AddText(TranslationRecord.FileName, RecordJson.Write(new TranslationRecord(
                $"{score.Signature}", corpus.Corpus.Tokenized, Facts(), [.. segments])));
    }

    /// <summary>What the run was trained on, and what was done to it.</summary>
    Dictionary<string, string> Facts() => new(StringComparer.Ordinal)
    {
        ["checksum of the sentences"] = $"{corpus.Corpus.Hash}",
        ["checksum of the source vocabulary"] = $"{corpus.Source.Hash}",
        ["checksum of the target vocabulary"] = $"{corpus.Target.Hash}",
        ["training pairs"] = Invariant($"{train.Count:N0}"),
        ["training pairs cut at the limit"] = Invariant($"{train.Truncated:N0}"),
        ["training pairs without a token, left out"] = Invariant($"{train.Dropped:N0}"),
        ["dev pairs"] = Invariant($"{corpus.Corpus.Dev.Count:N0}"),
        ["dev pairs without a token, not in the perplexity"] = Invariant($"{dev.Dropped:N0}"),
        ["test pairs"] = Invariant($"{corpus.Corpus.Test.Count:N0}"),
        ["pairs left out when the data set was made"] = Invariant($"{corpus.Corpus.Dropped.Values.Sum():N0}"),
    };

    /// <returns>A line for each source, in their order; empty for a source without a token.</returns>
    string[] Translate(IReadOnlyList<string> sources, BeamSettings beam)
    {
        var translations = new string[sources.Count];
        Array.Fill(translations, "");
        var search = new BeamSearch(model, beam);
        var encoded = sources.Select((line, row) => (row, ids: corpus.Source.Encode(line))).Where(source => source.ids.Length > 0)
            .OrderBy(source => source.ids.Length);
        foreach (var chunk in encoded.Chunk(EvaluationBatch))
            foreach (var (source, translation) in chunk.Zip(search.Translate([.. chunk.Select(source => source.ids)])))
                translations[source.row] = corpus.Target.Decode(translation.Words);
        return translations;
    }

    double Perplexity(EncodedPairs pairs)
    {
        var plan = LengthBuckets.Sorted(pairs, EvaluationBatch);
        var (nats, words) = (0.0, 0L);
        for (var step = 0; step < plan.StepsPerEpoch; step++)
        {
            using var scope = NewDisposeScope();
            var batch = SentenceBatch.Create(pairs, plan.Rows(0, step));
            nats += Loss(batch).to(ScalarType.Float64).item<double>() * batch.Rows.Length;
            words += batch.TargetLengths.sum().item<long>();
        }

        return LuongModel.Perplexity(nats, words);
    }

    Tensor Loss(SentenceBatch batch) => model.Loss(
        batch.Source.to(Run.Device), batch.SourceLengths, batch.TargetIn.to(Run.Device), batch.TargetOut.to(Run.Device),
        batch.TargetLengths);

    EncodedPairs Encoded(ParallelLines lines, int? maxLength) =>
        EncodedPairs.Encode(lines, corpus.Source, corpus.Target, maxLength);

    /// <summary>A checkpoint is of use only with the data that it was trained on.</summary>
    void KeepChecksum(string name, Digest here) => Keep(
        name,
        to => to.Put("checksum", $"{here}"),
        from =>
        {
            if (from.GetText("checksum") is var checksum && checksum != $"{here}")
                throw new InvalidDataException(
                    $"The checksum of its {name} is {checksum}, but here it is {here}: the data changed in between.");
        });
}
