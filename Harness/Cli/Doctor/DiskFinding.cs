namespace AdaShift.Bench.Cli.Doctor;

/// <summary>Is there room for the records, and may they be written?</summary>
static class DiskFinding
{
    const double Enough = 1; // GB; a run keeps two checkpoints a run

    public static Finding Of(string output)
    {
        var folder = Existing(Path.GetFullPath(output));
        if (WriteProblem(folder) is { } problem)
            return new(
                "disk", State.Missing, $"'{folder}' cannot be written: {problem}", "Make it writable, or give another folder with --out.");
        var free = new DriveInfo(folder).AvailableFreeSpace / 1e9;
        var found = FormattableString.Invariant($"{free:0.#} GB free at {folder}");
        return free >= Enough
            ? Finding.Fine("disk", found)
            : new("disk", State.Warning, found, "Make room, or give another folder with --out.");
    }

    static string? WriteProblem(string folder)
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, $".adashift-{Guid.NewGuid():N}.tmp"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose,
            });
            file.WriteByte(1);
            file.Flush();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }

    /// <summary>The folder itself, or the nearest above it that is there.</summary>
    static string Existing(string folder) => Directory.Exists(folder) ? folder : Existing(Path.GetDirectoryName(folder)!);
}
