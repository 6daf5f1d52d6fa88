using System.Text.Json;
using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>The test set's translation that a run left at its end.</summary>
public sealed record RunTranslation(long Seed, TranslationRecord Record)
{
    /// <summary>One for each run of the arm that has a readable one, by ascending seed.</summary>
    public static IReadOnlyList<RunTranslation> Of(Arm arm) =>
    [
        .. from run in arm.With(ReportedStatus.Completed)
           from artefact in Files(run)
           let record = Read(artefact.Path)
           where record is not null
           select new RunTranslation(run.Seed, record),
    ];

    /// <summary>Those that the records name and that cannot be read.</summary>
    public static IEnumerable<string> Unreadable(Run run) => Files(run).Where(a => Read(a.Path) is null).Select(a => a.Name);

    /// <summary>What BLEU counts of each sentence.</summary>
    public SegmentStatistics Statistics(Bleu bleu) => bleu.Statistics(
        [.. Record.Segments.Select(s => s.Translation)], [.. Record.Segments.Select(s => s.Reference)]);

    static IEnumerable<RunArtefact> Files(Run run) => run.NewestArtefacts.Where(a => a.Name == TranslationRecord.FileName);

    static TranslationRecord? Read(string path)
    {
        try
        {
            return RecordJson.Read<TranslationRecord>(File.ReadAllText(path)) is { Segments.Count: > 0 } record ? record : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
