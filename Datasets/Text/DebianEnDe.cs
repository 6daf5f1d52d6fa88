namespace AdaShift.Bench.Datasets;

/// <summary>English and German sentences from the descriptions of Debian's packages.</summary>
/// <remarks>
/// The archive changes, so its checksums are recorded when it is fetched, not demanded: a report names <see cref="ParallelCorpus.Hash"/>.
/// </remarks>
[Dataset("debian-ende", Title = "Debian package descriptions, English–German", Licence = DebianSentences.Terms, Source = DebianSentences.Authors)]
public sealed class DebianEnDe() : DebianSentences("de")
{
    public override string Description => "About 38,000 English–German pairs of sentences to train on, 1,000 for dev and 1,000 to test with; 13 words per line.";
}
