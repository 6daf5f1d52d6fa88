namespace AdaShift.Bench.Datasets;

/// <summary>Lets one process at a time change a dataset. The system releases it when its holder dies; the empty lock file stays.</summary>
static class StoreLock
{
    // EAGAIN on Linux, EWOULDBLOCK on macOS, ERROR_SHARING_VIOLATION on Windows: how .NET reports a file that another handle locks.
    static readonly int[] HeldByAnother = [11, 35, unchecked((int)0x80070020)];

    /// <summary>Waits for the turn of this process.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public static IDisposable Take(string path, Action waiting, CancellationToken token)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (HeldByAnother.Contains(e.HResult))
            {
                if (attempt == 0) waiting();
                token.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(50));
                token.ThrowIfCancellationRequested();
            }
        }
    }
}
