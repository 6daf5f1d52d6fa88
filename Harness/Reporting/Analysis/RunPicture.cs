namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>A picture that a run left in an artefact <c>NAME.png</c> or <c>NAME.svg</c>.</summary>
/// <param name="File">The artefact's name.</param>
/// <param name="Seed">The run's.</param>
/// <param name="Step">Of the evaluation that left it.</param>
public sealed record RunPicture(string File, long Seed, long Step, ReadOnlyMemory<byte> Content)
{
    static readonly string[] endings = [".png", ".svg"];

    /// <summary>Those of the last evaluation of the arm's first seed that left any: pictures of other seeds stay in the records.</summary>
    public static IReadOnlyList<RunPicture> Of(Arm arm) =>
        [.. arm.Counted.Select(run => Named(run).ToList()).FirstOrDefault(n => n.Count > 0)?.Select(Read).OfType<RunPicture>() ?? []];

    /// <summary>Artefacts of the last evaluation that the records name and that cannot be read.</summary>
    public static IEnumerable<string> Unreadable(Run run) => Named(run).Where(n => Read(n) is null).Select(n => n.file);

    static IEnumerable<(Run run, long step, string file)> Named(Run run) =>
        from evaluation in run.Evaluations.Reverse().Where(e => e.Artefacts is { Count: > 0 }).Take(1)
        from file in evaluation.Artefacts!
        where endings.Contains(Path.GetExtension(file))
        select (run, evaluation.Step, file);

    static RunPicture? Read((Run run, long step, string file) named)
    {
        try
        {
            var path = Path.Combine(RecordedRun.ArtefactFolder(named.run.Recorded.Folder, named.step), named.file);
            return new(named.file, named.run.Seed, named.step, System.IO.File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
