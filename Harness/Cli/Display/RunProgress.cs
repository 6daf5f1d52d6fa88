using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>How far a run got, and how long it still takes if it goes on like that.</summary>
sealed class RunProgress(TimeProvider time)
{
    readonly Dictionary<string, double> running = new(StringComparer.Ordinal);
    readonly long started = time.GetTimestamp();

    /// <summary>Cells that this run has to run.</summary>
    public int Cells { get; private set; }

    public int Finished { get; private set; }

    /// <summary>In [0, 1]; cells count alike, running ones by their steps.</summary>
    public double Fraction => Cells == 0 ? 1 : (Finished + running.Values.Sum()) / Cells;

    public TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Null until there is something to judge by.</summary>
    public TimeSpan? Left => Fraction is > 0.01 and < 1 ? Elapsed * ((1 - Fraction) / Fraction) : null;

    public void Plan(int cells) => Cells += cells;

    public void Advance(PlannedCell cell, CellProgress progress) =>
        running[cell.Name] = progress.TotalSteps > 0 ? (double)progress.Step / progress.TotalSteps : 0;

    public void Finish(PlannedCell cell)
    {
        running.Remove(cell.Name);
        Finished++;
    }
}
