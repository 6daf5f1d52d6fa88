using System.Globalization;

namespace AdaShift.Bench.Records;

/// <summary>One process at a time in a folder. The system gives the lock back when its holder dies, however it dies.</summary>
public sealed class FolderLock : IDisposable
{
    const string LockFileName = ".lock";
    const string HolderFileName = ".lock-holder";

    readonly FileStream held;

    FolderLock(FileStream held) => this.held = held;

    /// <param name="patience">How long to wait for another holder: one that is dying needs a moment.</param>
    /// <exception cref="RecordException">Another process holds it; the message names it.</exception>
    public static FolderLock Take(string folder, TimeSpan patience)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            if (TryTake(folder) is { } taken) return taken;
            if (waited >= patience) throw new RecordException(Held(folder));
            Thread.Sleep(Pause);
        }
    }

    /// <returns>What <see cref="Take"/> would say; null when nobody holds it. The folder stays as it is.</returns>
    public static string? Problem(string folder)
    {
        try
        {
            using var free = new FileStream(Path.Combine(folder, LockFileName), FileMode.Open, FileAccess.Read, FileShare.Read);
            return null;
        }
        catch (IOException e) when (e.HResult is WouldBlock or SharingViolation)
        {
            return Held(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // nobody was ever at work here, or only taking it can tell
        }
    }

    public void Dispose() => held.Dispose();

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    static FolderLock? TryTake(string folder)
    {
        var path = Path.Combine(folder, LockFileName);
        FileStream stream;
        try
        {
            // FileShare.None is an advisory flock, which belongs to the open file and ends with the process.
            stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is WouldBlock or SharingViolation)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RecordWriteException(path, e);
        }
        // The lock file itself cannot be read while it is locked, so the holder's name lies beside it.
        AtomicFile.Text(Path.Combine(folder, HolderFileName), Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new(stream);
    }

    const int WouldBlock = 11; // EWOULDBLOCK
    const int SharingViolation = unchecked((int)0x80070020);

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
