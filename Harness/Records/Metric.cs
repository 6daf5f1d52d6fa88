namespace AdaShift.Bench;

/// <summary>A number that a run records over its steps.</summary>
/// <param name="Name"><c>split/quantity</c>, e.g. <c>test/accuracy</c>.</param>
/// <param name="Unit">E.g. "nats per example", "fraction", "BLEU"; empty for a pure number.</param>
/// <param name="Description">One sentence: over which examples, at which moment.</param>
public sealed record Metric(string Name, string Unit, Better Better, string Description = "");
