namespace AdaShift.Bench;

/// <summary>The interval a numeric setting must lie in: <c>[In("(0, inf)")] double Lr</c>, <c>[In("[0, 1)")] double Beta1</c>.</summary>
/// <remarks>NaN is in no interval. Checked when a selector is bound, before anything runs.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InAttribute(string interval) : Attribute
{
    public Interval Interval { get; } = Interval.Parse(interval);
}
