namespace AdaShift.Bench.Datasets;

/// <summary>A file of a dataset and what it must contain.</summary>
/// <param name="Path">Below the dataset's folder, parts joined by '/'.</param>
/// <param name="Bytes">Its length; null when it is not known before the first fetch.</param>
/// <param name="Digest">Its published checksum; null for content built here: then the one recorded when it was fetched counts.</param>
public sealed record DataFile(string Path, long? Bytes, Digest? Digest);
