namespace AdaShift.Bench.Running;

/// <summary>
/// A worker's standard error, appended line by line to the run's folder under a header for each attempt. Keeps the cause of death and
/// the last lines, without stack frames.
/// </summary>
sealed class ErrorLog : IDisposable
{
    const int LastLines = 12;
    const int CauseLines = 5;
    const string Header = "=== attempt ";
    const string StackOverflow = "Stack overflow.";

    /// <summary>How .NET and the C++ library begin to say why they end a process; hundreds of frames may follow.</summary>
    static readonly string[] beginnings =
        [StackOverflow, "Process terminated.", "Unhandled exception", "Fatal error.", "Out of memory.", "terminate called"];

    static readonly string[] frames = ["   at ", "frame #", "Exception raised from "];

    readonly string path;
    readonly List<string> cause = [];
    readonly Queue<string> last = new();
    readonly Lock gate = new();
    StreamWriter? file;
    bool inCause;
    bool isClosed;

    /// <summary>Begins an attempt. Its header is written even if nothing follows, so that the attempts are counted right.</summary>
    public ErrorLog(string path, TimeProvider time)
    {
        this.path = path;
        long attempts = 0;
        OnDisk(() => attempts = File.ReadLines(path).LongCount(line => line.StartsWith(Header, StringComparison.Ordinal)));
        Write(FormattableString.Invariant($"{Header}{attempts + 1}, {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC ==="));
    }

    /// <summary>Why it died, in one line; empty if nothing says so.</summary>
    public string Cause
    {
        get
        {
            lock (gate) return string.Join(' ', cause.Select(line => line.Trim()));
        }
    }

    public string LastWords
    {
        get
        {
            lock (gate) return string.Join('\n', last);
        }
    }

    public void Add(string line)
    {
        lock (gate)
        {
            if (isClosed) return;
            Write(line);
            if (line.Trim('-', ' ').Length == 0) return; // a separator around stack frames
            inCause |= cause.Count == 0 && Begins(line, beginnings);
            var isFrame = Begins(line, frames);
            // The repeated frames are the cause of a stack overflow.
            inCause &= cause.Count < CauseLines && (!isFrame || cause is [StackOverflow, ..]);
            if (inCause) cause.Add(line);
            else if (!isFrame) last.Enqueue(line);
            if (last.Count > LastLines) last.Dequeue();
        }
    }

    /// <summary>Lines that still come, from a grandchild that holds the pipe open, are dropped.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            file?.Dispose();
        }
    }

    static bool Begins(string line, string[] words) => Array.Exists(words, word => line.StartsWith(word, StringComparison.Ordinal));

    void Write(string line) => OnDisk(() =>
    {
        file ??= new(path, append: true) { AutoFlush = true };
        file.WriteLine(line);
    });

    /// <summary>A log that cannot be written must not stop the run; the last words are kept in memory.</summary>
    static void OnDisk(Action access)
    {
        try
        {
            access();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The disk may be full.
        }
    }
}
