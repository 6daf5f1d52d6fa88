namespace AdaShift.Bench.Records;

/// <summary>A record could not be written: full disk, read-only folder, no permission. Earlier records are intact.</summary>
public sealed class RecordWriteException(string path, Exception inner)
    : Exception(
        $"Cannot write '{path}': " + (Blocked(path, inner) is { } file
            ? $"'{file}' is a file, not a folder. Move it away or name another folder."
            : $"{Reason(inner)}. What was recorded before is intact: {Remedy(inner)}, then run the same command to continue."),
        inner)
{
    const int Exists = 17;     // EEXIST
    const int NoSpace = 28;    // ENOSPC; .NET keeps errno in HResult
    const int ReadOnly = 30;   // EROFS
    const int OverQuota = 122; // EDQUOT

    /// <summary>Nothing else could be written either. False if only this file or folder is at fault.</summary>
    public bool IsOfTheDisk => InnerException!.HResult is NoSpace or OverQuota or ReadOnly;

    /// <returns>The file in the place of the folder or of one above it; null if there is none.</returns>
    public static string? FileInTheWay(string folder) =>
        Directory.Exists(folder) ? null
        : File.Exists(folder) ? folder
        : Path.GetDirectoryName(Path.GetFullPath(folder)) is { } above ? FileInTheWay(above)
        : null;

    /// <summary>Runs <paramref name="write"/>; an error names the file.</summary>
    public static void Guard(string path, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordWriteException(path, e);
        }
    }

    static string? Blocked(string path, Exception e) =>
        e.HResult == Exists ? path
        : e is DirectoryNotFoundException && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder ? FileInTheWay(folder)
        : null;

    static string Reason(Exception e) => e.HResult switch
    {
        NoSpace => "no space left on the device",
        OverQuota => "the disk quota is used up",
        ReadOnly => "the file system is read-only",
        _ => e.Message.TrimEnd('.'),
    };

    static string Remedy(Exception e) => e.HResult is NoSpace or OverQuota ? "free some space" : "make the folder writable";
}
