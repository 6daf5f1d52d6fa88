using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = AdaShift.Bench.Zoo.Adam;

namespace AdaShift.Bench.Benchmarks;

/// <summary>One step of an optimizer over parameters whose gradients stand: the step alone. The twins of peer.py's <c>adam</c>.</summary>
static class OptimizerArms
{
    /// <summary>float32s that an accelerated AdaShift step touches a parameter: it reads g[t−n], g, m, θ and writes all but g.</summary>
    const int Touched = 7;

    /// <summary>299 tensors of 16 to 10,000 elements, 0.76 M together.</summary>
    static readonly long[] many = [.. Enumerable.Range(0, 299).Select(i => new long[] { 16, 64, 256, 1024, 4096, 10_000 }[i % 6])];

    /// <summary>299 tensors of 16 elements: what a step costs per tensor.</summary>
    static readonly long[] tiny = [.. Enumerable.Repeat(16L, 299)];

    static readonly long[] large = [.. Enumerable.Repeat(2_000_000L, 10)];

    public static readonly IReadOnlyDictionary<string, Func<Action>> All = new Dictionary<string, Func<Action>>(StringComparer.Ordinal)
    {
        ["many-adashift"] = () => Step(new Adashift(Delay: 10, Beta1: 0.9), many),
        ["many-adam"] = () => Step(new Adam(), many),
        ["large-adashift"] = () => Step(new Adashift(Delay: 10, Beta1: 0.9), large),
        ["large-adam"] = () => Step(new Adam(), large),
        ["tiny-adashift"] = () => Step(new Adashift(Delay: 10, Beta1: 0.9), tiny),
        ["tiny-adam"] = () => Step(new Adam(), tiny),
        ["many-torchsharp"] = () => TorchSharpAdam(many),
        ["large-torchsharp"] = () => TorchSharpAdam(large),
        ["large-pass"] = () => Pass(large),
    };

    static Action Step(UpdateRule rule, long[] sizes)
    {
        var optimizer = rule.For(Parameters(sizes));
        return () =>
        {
            optimizer.step();
            if (optimizer.Path != StepPath.Accelerated) throw new InvalidOperationException("The step was not accelerated.");
        };
    }

    static Action TorchSharpAdam(long[] sizes)
    {
        var optimizer = optim.Adam(Parameters(sizes));
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.step();
        };
    }

    static Parameter[] Parameters(long[] sizes)
    {
        manual_seed(1);
        return [.. sizes.Select(size => new Parameter(rand(size)) { grad = rand(size) })];
    }

    /// <summary>x ← c·x over as many bytes as a step reads and writes.</summary>
    static Action Pass(long[] sizes)
    {
        var tensors = sizes.Select(size => rand(size * Touched / 2)).ToArray();
        return () =>
        {
            foreach (var tensor in tensors) tensor.mul_(0.9999);
        };
    }
}
