namespace AdaShift.Bench.Datasets;

/// <summary>An <see cref="ImageDataset"/> in memory. One copy per process: never change or dispose its tensors.</summary>
/// <param name="Classes">The name of each label, from 0.</param>
public sealed record ImageData(IReadOnlyList<string> Classes, LabelledImages Train, LabelledImages Test);
