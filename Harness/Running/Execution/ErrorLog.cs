namespace AdaShift.Bench.Running;

/// <summary>
/// A worker's standard error: written to the run's folder line by line, below a line that says which attempt it was; what tells why it
/// died and the last lines kept at hand, stack frames apart.
/// </summary>
sealed class ErrorLog : IDisposable
{
    const int LastLines = 12;
    const int CauseLines = 5;
    const string Header = "=== attempt ";
    const string StackOverflow = "Stack overflow.";

    /// <summary>How .NET and the C++ library begin to say why they end a process; below that may stand hundreds of frames.</summary>
    static readonly string[] beginnings =
        [StackOverflow, "Process terminated.", "Unhandled exception", "Fatal error.", "Out of memory.", "terminate called"];

    static readonly string[] frames = ["   at ", "frame #", "Exception raised from "];

    readonly string path;
    readonly List<string> cause = [];
    readonly Queue<string> last = new();
    readonly Lock gate = new();
    StreamWriter? file;
    bool causeGoesOn;

    /// <summary>Begins an attempt, also one that will have nothing to say: so the attempts are counted right.</summary>
    public ErrorLog(string path, TimeProvider time)
    {
        this.path = path;
        Write(FormattableString.Invariant($"{Header}{Attempts() + 1}, {time.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC ==="));
    }

    /// <summary>Why it died, in a line; empty when nobody said so.</summary>
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
            Write(line);
            if (line.Trim('-', ' ').Length == 0) return; // a rule around frames
            causeGoesOn |= cause.Count == 0 && Begins(line, beginnings);
            var isWord = !Begins(line, frames);
            // Where the stack overflowed, the frames that repeat are the cause.
            causeGoesOn &= cause.Count < CauseLines && (isWord || cause is [StackOverflow, ..]);
            if (causeGoesOn) cause.Add(line);
            else if (isWord) last.Enqueue(line);
            if (last.Count > LastLines) last.Dequeue();
        }
    }

    public void Dispose() => file?.Dispose();

    static bool Begins(string line, string[] words) => Array.Exists(words, word => line.StartsWith(word, StringComparison.Ordinal));

    int Attempts()
    {
        try
        {
            return File.Exists(path) ? File.ReadLines(path).Count(line => line.StartsWith(Header, StringComparison.Ordinal)) : 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }

    /// <summary>A log that cannot be written (full disk) must not stop the run; the last words are still at hand.</summary>
    void Write(string line)
    {
        try
        {
            file ??= new(path, append: true) { AutoFlush = true };
            file.WriteLine(line);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file = null;
        }
    }
}
