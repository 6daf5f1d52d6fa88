namespace AdaShift.Bench.Running.Tests;

/// <summary>Runs that run in this process share torch's global generator: one at a time.</summary>
[CollectionDefinition(Tests, DisableParallelization = true)]
public sealed class GlobalGenerator
{
    public const string Tests = "torch's global generator";
}
