namespace AdaShift.Bench.Datasets;

/// <summary>A line in both languages.</summary>
/// <param name="Source">The source package, which is in one split whole.</param>
/// <param name="Package">The binary package that it describes.</param>
sealed record DebianPair(string Source, string Package, DescriptionPart Part, string English, string Other);
