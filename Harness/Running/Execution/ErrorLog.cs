namespace AdaShift.Bench.Running;

/// <summary>A worker's standard error: written to the cell's folder line by line, the last lines kept at hand.</summary>
sealed class ErrorLog : IDisposable
{
    const int LastLines = 12;

    readonly string path;
    readonly Queue<string> last = new();
    readonly Lock gate = new();
    StreamWriter? file;

    public ErrorLog(string path) => this.path = path;

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
            last.Enqueue(line);
            if (last.Count > LastLines) last.Dequeue();
            Write(line);
        }
    }

    public void Dispose() => file?.Dispose();

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
