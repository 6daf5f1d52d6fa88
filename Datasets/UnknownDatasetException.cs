namespace AdaShift.Bench.Datasets;

/// <summary>No dataset has the name that was asked for. The message names the nearest and all there are.</summary>
public sealed class UnknownDatasetException(string message) : ArgumentException(message);
