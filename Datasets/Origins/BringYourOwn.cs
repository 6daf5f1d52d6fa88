namespace AdaShift.Bench.Datasets;

/// <summary>Files that the user downloads from their publisher, whose terms or place allow no other way.</summary>
/// <param name="from">The publisher's page.</param>
/// <param name="what">Which files to get there.</param>
public sealed class BringYourOwn(string from, string what) : Origin
{
    public override bool Automatic => false;

    public override string Instructions => $"Download {what} from {from}, then point at it.";

    public override void Deliver(Delivery delivery) => throw delivery.Failed($"it does not come by itself. {Instructions}");

    public override string ToString() => from;
}
