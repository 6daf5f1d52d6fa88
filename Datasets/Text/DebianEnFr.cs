namespace AdaShift.Bench.Datasets;

/// <summary>English and French sentences from the descriptions of Debian's packages.</summary>
/// <remarks>
/// The archive changes, so its checksums are recorded when it is fetched, not demanded: a report names <see cref="ParallelCorpus.Hash"/>.
/// </remarks>
[Dataset("debian-enfr", Title = "Debian package descriptions, English–French", Licence = DebianSentences.Terms, Source = DebianSentences.Authors)]
public sealed class DebianEnFr() : DebianSentences("fr")
{
    public override string Description => "About 62,000 English–French pairs of sentences to train on, 1,000 for dev and 1,000 to test with; 13 words per line.";
}
