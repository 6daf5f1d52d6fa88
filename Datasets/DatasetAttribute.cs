namespace AdaShift.Bench.Datasets;

/// <summary>
/// Marks a <see cref="Dataset"/>. Putting it on the class is the whole registration: <see cref="DatasetCatalog"/> finds it by the
/// attribute.
/// </summary>
/// <param name="name">What people type and the name of its folder in the store: lower-case letters, digits and '-'.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class DatasetAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The name that a report shows.</summary>
    public required string Title { get; init; }

    /// <summary>Under which terms the data may be used.</summary>
    public required string Licence { get; init; }

    /// <summary>Who made it, when and where it was published.</summary>
    public required string Source { get; init; }
}
