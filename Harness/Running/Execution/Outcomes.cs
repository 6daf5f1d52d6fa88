namespace AdaShift.Bench.Running;

/// <summary>Gathers how runs end; several at a time.</summary>
sealed class Outcomes(int skipped)
{
    readonly Lock gate = new();
    readonly List<(PlannedRun run, string reason)> failed = [];
    readonly List<PlannedRun> unfinished = [];
    int completed;
    int diverged;
    string? stoppedBecause;

    /// <summary>No further run should start: it would fail like the last one.</summary>
    public bool Stopped
    {
        get
        {
            lock (gate) return stoppedBecause is not null;
        }
    }

    public void Add(PlannedRun run, ResultRecord? result)
    {
        lock (gate)
        {
            switch (result?.Status)
            {
                case RunStatus.Completed: completed++; break;
                case RunStatus.Diverged: diverged++; break;
                case RunStatus.Failed: failed.Add((run, result.Reason ?? "")); break;
                default: unfinished.Add(run); break;
            }
        }
    }

    public void Stop(string because)
    {
        lock (gate) stoppedBecause ??= because;
    }

    public RunSummary Summary()
    {
        lock (gate) return new(completed, diverged, skipped, [.. failed], [.. unfinished], stoppedBecause);
    }
}
