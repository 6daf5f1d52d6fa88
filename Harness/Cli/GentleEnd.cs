namespace AdaShift.Bench.Cli;

/// <summary>The first request to end lets what runs checkpoint and say goodbye; with the second, the process ends at once.</summary>
/// <param name="verb">What is running.</param>
/// <param name="screen">Where a live display may have hidden the cursor; null when nobody watches.</param>
sealed class GentleEnd(string verb, TextWriter error, TextWriter? screen) : IDisposable
{
    const string ShowCursor = "\e[?25h";

    readonly CancellationTokenSource asked = new();

    public CancellationToken Asked => asked.Token;

    /// <summary>What Ctrl-C and a polite request to end call.</summary>
    /// <returns>Whether the process may live on.</returns>
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

    /// <summary>A worker gets the terminal's Ctrl-C too; what is said, its parent says.</summary>
    string? Words => verb switch
    {
        "run" => "Stopping: workers write their checkpoints; Ctrl-C again leaves at once.",
        "worker" => null,
        _ => "Stopping; Ctrl-C again leaves at once.",
    };
}
