namespace AdaShift.Bench.Datasets.Tests;

/// <summary>Delivers what a test says and counts how often it was asked.</summary>
sealed class FakeOrigin(Action<Delivery> deliver) : Origin
{
    int deliveries;

    public int Deliveries => deliveries;

    /// <summary>Delivers the toy's files, the first one as given.</summary>
    public static FakeOrigin OfToy(byte[]? one = null) => new(delivery =>
    {
        foreach (var file in delivery.Dataset.Files)
            File.WriteAllBytes(delivery.PlaceFor(file), file.Path == "one" ? one ?? ToyDataset.One : ToyDataset.Two);
    });

    public override void Deliver(Delivery delivery)
    {
        Interlocked.Increment(ref deliveries);
        deliver(delivery);
    }

    public override string ToString() => "a test";
}
