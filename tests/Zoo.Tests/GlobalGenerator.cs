namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Tests whose models are drawn from torch's global generator: one at a time.</summary>
[CollectionDefinition(Tests, DisableParallelization = true)]
public sealed class GlobalGenerator
{
    public const string Tests = "torch's global generator";
}
