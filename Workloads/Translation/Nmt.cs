using AdaShift.Bench.Datasets;
using AdaShift.Bench.Zoo.Models.Translation;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Neural machine translation: tensorflow/nmt's attention LSTM, trained by cross-entropy, decoded by beam search, scored by BLEU.
/// </summary>
/// <remarks>
/// The defaults are the tutorial's (iwslt15.json): 512 units, dropout 0.2, batch 128, sentences of at most 50 ids. docs/translation.md says
/// what differs. Clip the gradient's norm at 5 as the tutorial does: <c>--clip norm[max=5]</c>.
/// </remarks>
/// <param name="data">The sentences.</param>
/// <param name="reversed">Translates into English instead of from it.</param>
/// <param name="vocabulary">How sentences become ids.</param>
/// <param name="pieces">Ids of each vocabulary, the three markers among them; of no effect on IWSLT'15's own words.</param>
/// <param name="units">Width of embeddings, LSTMs and attention.</param>
/// <param name="dropout">The share of every LSTM's inputs that is set to 0 in training.</param>
/// <param name="batch">Pairs in a training step, of similar length.</param>
/// <param name="maxLength">Ids of a training sentence; longer ones are cut there, and counted.</param>
/// <param name="beam">Hypotheses per sentence when the test set is translated; dev sentences are translated greedily.</param>
/// <param name="lengthPenalty">α of the beam search's length penalty; 0 for none.</param>
/// <param name="devSentences">How many dev pairs each evaluation translates, from the first.</param>
[Workload("nmt", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), section 5.5, Figure 7b, Table 8; Luong et al. 2017, tensorflow/nmt")]
public sealed class Nmt(
    NmtData data = NmtData.DebianEnfr,
    bool reversed = false,
    NmtVocabulary vocabulary = NmtVocabulary.Bpe,
    [Interval("[100, 1e6]")] int pieces = 8_000,
    [Interval("[1, 65536]")] int units = 512,
    [Interval("[0, 1)")] double dropout = 0.2,
    [Interval("[1, 65536]")] int batch = 128,
    [Interval("[2, 1000]")] int maxLength = 50,
    [Interval("[1, 1000]")] int beam = 10,
    [Interval("[0, inf)")] double lengthPenalty = 0,
    [Interval("[1, 1e6]")] int devSentences = 1_000) : Workload
{
    public override Goal Goal => Goal.AtLeast("dev/bleu", 10);

    public override IReadOnlyList<Metric> Metrics => NmtTrial.Metrics(NmtCorpus.Dataset(data).Tokenized, beam);

    public override IReadOnlyList<string> Datasets => [NmtCorpus.Dataset(data).Name];

    public override string Description => FormattableString.Invariant(
        $"{NmtCorpus.Dataset(data).Title}{(reversed ? ", into English" : "")}, {VocabularyText}, attention LSTM of {units} units, ") +
        FormattableString.Invariant($"dropout {dropout:G4}, batch {batch}, sentences of at most {maxLength} ids");

    string VocabularyText => vocabulary switch
    {
        NmtVocabulary.Bpe => FormattableString.Invariant($"{pieces:N0} sub-words for each language"),
        _ when data == NmtData.Iwslt15Envi => "the tutorial's words",
        _ => FormattableString.Invariant($"the {pieces:N0} most frequent words of each language"),
    };

    public override Trial Open(RunContext run)
    {
        NmtCorpus corpus;
        using (run.Clock.Enter(Phase.Data)) corpus = NmtCorpus.Load(data, reversed, vocabulary, pieces, new DataStore(run.DataRoot));
        return Open(run, corpus);
    }

    internal Trial Open(RunContext run, NmtCorpus corpus) => new NmtTrial(
        run,
        corpus,
        new LuongModel(new(corpus.Source.Count, corpus.Target.Count, units, dropout)),
        new(batch, maxLength, devSentences, new BeamSettings(beam, lengthPenalty)));
}
