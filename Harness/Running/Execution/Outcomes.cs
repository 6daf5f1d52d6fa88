using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Running;

/// <summary>Gathers how cells end; several at a time.</summary>
sealed class Outcomes(int skipped)
{
    readonly Lock gate = new();
    readonly List<(PlannedCell cell, string reason)> failed = [];
    readonly List<PlannedCell> unfinished = [];
    int completed;
    int diverged;
    string? stoppedBecause;

    /// <summary>No further cell should start: it would fail like the last one.</summary>
    public bool Stopped
    {
        get
        {
            lock (gate) return stoppedBecause is not null;
        }
    }

    public void Add(PlannedCell cell, ResultRecord? result)
    {
        lock (gate)
        {
            switch (result?.Status)
            {
                case CellStatus.Completed: completed++; break;
                case CellStatus.Diverged: diverged++; break;
                case CellStatus.Failed: failed.Add((cell, result.Reason ?? "")); break;
                default: unfinished.Add(cell); break;
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
