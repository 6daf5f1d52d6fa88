using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Workloads;

/// <summary>What a classifier is trained and measured on, already on the run's device.</summary>
/// <param name="Train">Seeded batches of (inputs, labels).</param>
/// <param name="TrainProbe">The fixed training examples that <c>train/*</c> is measured on.</param>
/// <param name="Test">The whole test set.</param>
public sealed record ClassificationData(BatchStream Train, LabelledImages TrainProbe, LabelledImages Test);
