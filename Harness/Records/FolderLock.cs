namespace AdaShift.Bench.Records;

/// <summary>Admits one process at a time to a folder. The system releases the lock however its holder ends.</summary>
public sealed class FolderLock : IDisposable
{
    const string LockFileName = ".lock";
    const string HolderFileName = ".lock-holder"; // the locked file itself cannot be read
    const int WouldBlock = 11; // EWOULDBLOCK
    const int SharingViolation = unchecked((int)0x80070020);

    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    readonly FileStream held;

    FolderLock(FileStream held) => this.held = held;

    /// <param name="patience">How long to wait for another holder: a dying one needs a moment.</param>
    /// <exception cref="RecordException">Another process holds it; the message names it.</exception>
    /// <exception cref="RecordWriteException">The folder cannot be written.</exception>
    public static FolderLock Take(string folder, TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; ; waited += pause)
        {
            if (TryTake(folder) is { } taken) return taken;
            if (waited >= patience) throw new RecordException(Held(folder));
            Thread.Sleep(pause);
        }
    }

    /// <returns>What <see cref="Take"/> would say; null if nobody holds it. Writes nothing.</returns>
    public static string? Validate(string folder)
    {
        try
        {
            using var free = new FileStream(Path.Combine(folder, LockFileName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return IsHeld(e) ? Held(folder) : null; // otherwise the folder is new, or only Take can tell
        }
    }

    public void Dispose() => held.Dispose();

    /// <returns>Null if another process holds it.</returns>
    static FolderLock? TryTake(string folder)
    {
        var path = Path.Combine(folder, LockFileName);
        FileStream stream;
        try
        {
            // FileShare.None is an advisory flock, which belongs to the open file and ends with the process.
            stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return IsHeld(e) ? null : throw new RecordWriteException(path, e);
        }
        AtomicFile.Text(Path.Combine(folder, HolderFileName), FormattableString.Invariant($"{Environment.ProcessId}"));
        return new(stream);
    }

    static bool IsHeld(Exception e) => e is IOException { HResult: WouldBlock or SharingViolation };

    static string Held(string folder) =>
        $"Another run{Holder(folder)} is at work in '{folder}'. Wait for it, stop it, or give another folder.";

    static string Holder(string folder)
    {
        try
        {
            return $" (process {File.ReadAllText(Path.Combine(folder, HolderFileName))})";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
