namespace AdaShift.Bench.Cli;

/// <summary>The first request to stop lets workers write checkpoints; the second ends the process immediately.</summary>
/// <param name="verb">The verb that is running.</param>
/// <param name="screen">Where a live display may have hidden the cursor; null if nobody is watching.</param>
sealed class GentleEnd(string verb, TextWriter error, TextWriter? screen) : IDisposable
{
    const string ShowCursor = "\e[?25h";

    readonly CancellationTokenSource asked = new();

    public CancellationToken Asked => asked.Token;

    /// <summary>Called for Ctrl-C and SIGTERM.</summary>
    /// <returns>Whether the process may continue.</returns>
    public bool Ask()
    {
        if (asked.IsCancellationRequested)
        {
            screen?.Write(ShowCursor);
            screen?.Flush();
            return false;
        }

        if (Words is { } words) error.WriteLine(words);
        asked.Cancel();
        return true;
    }

    public void Dispose() => asked.Dispose();

    /// <summary>A worker also receives the terminal's Ctrl-C, but its parent prints the message.</summary>
    string? Words => verb switch
    {
        "run" => "Stopping: workers write their checkpoints. Press Ctrl-C again to quit immediately.",
        "worker" => null,
        _ => "Stopping. Press Ctrl-C again to quit immediately.",
    };
}
