namespace AdaShift.Bench.Datasets;

public enum DataState
{
    /// <summary>Every file is here and is what it must be.</summary>
    Ready,

    /// <summary>Nothing is here.</summary>
    Missing,

    /// <summary>Something is here, but not what it must be.</summary>
    Damaged,
}

/// <param name="Reason">For <see cref="DataState.Damaged"/>: every bad file with what it is and what it must be.</param>
public readonly record struct DataStatus(DataState State, string? Reason = null)
{
    public static DataStatus Ready => new(DataState.Ready);

    public static DataStatus Missing => new(DataState.Missing);

    public static DataStatus Damaged(string reason) => new(DataState.Damaged, reason);

    public override string ToString() => Reason is null ? $"{State}" : $"{State}: {Reason}";
}
