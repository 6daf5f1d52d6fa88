using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = AdaShift.Bench.Zoo.Adam;

namespace AdaShift.Bench.Benchmarks;

/// <summary>One step of an optimizer over parameters with fixed gradients: the step alone. Counterparts of peer.py's <c>adam</c>.</summary>
static class OptimizerArms
{
    /// <summary>299 tensors of 16 to 10,000 elements, 0.76 M together.</summary>
    static readonly long[] many = [.. Enumerable.Range(0, 299).Select(i => new long[] { 16, 64, 256, 1024, 4096, 10_000 }[i % 6])];

    static readonly long[] large = [.. Enumerable.Repeat(2_000_000L, 10)];

    public static readonly IReadOnlyDictionary<string, Func<Action>> All = new Dictionary<string, Func<Action>>(StringComparer.Ordinal)
    {
        ["many-adashift"] = () => Step(new Adashift(Delay: 10, Beta1: 0.9), many),
        ["many-adam"] = () => Step(new Adam(), many),
        ["large-adashift"] = () => Step(new Adashift(Delay: 10, Beta1: 0.9), large),
        ["large-adam"] = () => Step(new Adam(), large),
    };

    static Action Step(UpdateRule rule, long[] sizes)
    {
        manual_seed(1);
        var optimizer = rule.For([.. sizes.Select(size => new Parameter(rand(size)) { grad = rand(size) })]);
        return () =>
        {
            optimizer.step();
            if (optimizer.Path != StepPath.Accelerated) throw new InvalidOperationException("The step was not accelerated.");
        };
    }
}
