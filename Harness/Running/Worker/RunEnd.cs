namespace AdaShift.Bench.Running;

/// <summary>How a worker left its run.</summary>
public enum RunEnd
{
    /// <summary>Trained to the end; result.json is written.</summary>
    Completed,

    /// <summary>Stopped being finite; result.json is written.</summary>
    Diverged,

    /// <summary>Asked to stop: a checkpoint is written, and running it again continues from there.</summary>
    Interrupted,
}
