namespace AdaShift.Bench.Cli.Display;

/// <summary>How long a whole run takes, by its kind, learnt from the runs that ended.</summary>
sealed class RunSeconds
{
    readonly Dictionary<RunKind, (double Seconds, int Count)> ended = [];

    public void Learn(RunKind kind, double seconds)
    {
        var before = ended.GetValueOrDefault(kind);
        ended[kind] = (before.Seconds + seconds, before.Count + 1);
    }

    /// <summary>
    /// The mean of its own kind; else that of its workload, other optimizers and runs that still run included, scaled by length.
    /// </summary>
    /// <param name="running">Runs that run now, each with what it will have taken at its end.</param>
    /// <returns>Null when nothing like it has run.</returns>
    public double? Of(RunKind kind, IReadOnlyList<(RunKind Kind, double Seconds)> running)
    {
        if (ended.TryGetValue(kind, out var same)) return same.Seconds / same.Count;
        var own = running.Where(r => r.Kind == kind).Select(r => r.Seconds).ToList();
        if (own.Count > 0) return own.Average();
        var others = ended.Select(e => (Kind: e.Key, Seconds: e.Value.Seconds / e.Value.Count)).Concat(running);
        return others.Where(o => o.Kind.IsLike(kind)).Select(o => (double?)(o.Seconds / o.Kind.Size)).Average() * kind.Size;
    }
}
