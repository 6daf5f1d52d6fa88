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
    [
        .. from run in arm.Counted.Where(run => Pictures(run).Any()).Take(1)
           from artefact in Pictures(run)
           let content = Read(artefact.Path)
           where content is not null
           select new RunPicture(artefact.Name, run.Seed, artefact.Step, content),
    ];

    /// <summary>Artefacts of the last evaluation that the records name and that cannot be read.</summary>
    public static IEnumerable<string> Unreadable(Run run) => Pictures(run).Where(a => Read(a.Path) is null).Select(a => a.Name);

    static IEnumerable<RunArtefact> Pictures(Run run) => run.NewestArtefacts.Where(a => endings.Contains(Path.GetExtension(a.Name)));

    static byte[]? Read(string path)
    {
        try
        {
            return System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
