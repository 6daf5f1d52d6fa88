using AdaShift.Bench.Contracts;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli.Display;

/// <summary>How far a run got, and how long it still takes if it goes on like that.</summary>
/// <param name="jobs">Cells at a time.</param>
sealed class RunProgress(TimeProvider time, int jobs = 1)
{
    readonly HashSet<string> planned = new(StringComparer.Ordinal);
    readonly Dictionary<CellKind, int> waiting = [];
    readonly Dictionary<string, RunningCell> running = new(StringComparer.Ordinal);
    readonly CellSeconds known = new();

    /// <summary>Cells that this run has to run.</summary>
    public int Cells => planned.Count;

    public int Finished { get; private set; }

    /// <summary>In [0, 1]; cells count alike, running ones by their steps.</summary>
    public double Fraction => Cells == 0 ? 1 : (Finished + running.Values.Sum(cell => cell.Fraction)) / Cells;

    /// <summary>
    /// Null until every cell to come is of a workload whose speed is known: a guess would only mislead. Null too for more than a TimeSpan
    /// holds.
    /// </summary>
    public TimeSpan? Left
    {
        get
        {
            var going = running.Values.Where(c => c.WholeSeconds is not null).Select(c => (c.Kind, c.WholeSeconds!.Value)).ToList();
            var rests = running.Values.Select(c => (Seconds: c.SecondsLeft ?? known.Of(c.Kind, going), Count: 1))
                .Concat(waiting.Where(w => w.Value > 0).Select(w => (Seconds: known.Of(w.Key, going), Count: w.Value)))
                .ToList();
            if (rests.Count == 0 || rests.Any(r => r.Seconds is null)) return null;
            // The last cell runs alone, however many could run beside it.
            var seconds = Math.Max(rests.Sum(r => r.Seconds!.Value * r.Count) / jobs, rests.Max(r => r.Seconds!.Value));
            return seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
        }
    }

    /// <summary>Cells that this run will run; those it knows of already count once.</summary>
    public void Plan(IEnumerable<PlannedCell> cells)
    {
        foreach (var cell in cells.Where(cell => planned.Add(cell.Name))) Wait(CellKind.Of(cell), 1);
    }

    public void Start(PlannedCell cell) => At(cell);

    public void Advance(PlannedCell cell, CellProgress progress) => At(cell).Hear(progress);

    /// <param name="result">Null when it was interrupted: it is still to be done.</param>
    public void Finish(PlannedCell cell, ResultRecord? result)
    {
        var ended = At(cell);
        running.Remove(cell.Name);
        if (result is null)
        {
            Wait(ended.Kind, 1);
            return;
        }

        Finished++;
        // A failed cell says nothing about the others: it broke off somewhere.
        if (result.Status != CellStatus.Failed) known.Learn(ended.Kind, result.Seconds.Wall + result.Seconds.Setup);
    }

    RunningCell At(PlannedCell cell)
    {
        if (running.TryGetValue(cell.Name, out var at)) return at;
        Plan([cell]);
        var kind = CellKind.Of(cell);
        Wait(kind, -1);
        return running[cell.Name] = new(kind, time);
    }

    void Wait(CellKind kind, int more) => waiting[kind] = waiting.GetValueOrDefault(kind) + more;
}
