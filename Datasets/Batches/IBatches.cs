namespace AdaShift.Bench.Datasets;

/// <summary>An endless stream of batches whose whole state is <see cref="Position"/>.</summary>
public interface IBatches
{
    /// <summary>
    /// Batches handed out since the beginning. Setting it makes <see cref="Next"/> give the batch that an uninterrupted stream would.
    /// </summary>
    long Position { get; set; }

    /// <summary>Batches in an epoch, the same in each.</summary>
    long StepsPerEpoch { get; }

    /// <summary>The next batch, new tensors of the current dispose scope.</summary>
    Batch Next();
}
