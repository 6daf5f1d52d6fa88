using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using BenchmarkDotNet.Attributes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = AdaShift.Bench.Zoo.Adam;

namespace AdaShift.Bench.Micro;

/// <summary>One step of a rule over parameters whose gradients stand, accelerated and plain.</summary>
/// <remarks>
/// Gradients that stand make no denormal numbers, however many steps are taken: every average settles at the gradient or its square.
/// </remarks>
[MemoryDiagnoser]
public class StepBenchmarks
{
    Parameter[] parameters = [];
    RuleOptimizer? optimizer;

    [Params("sgd", "momentum", "adam", "adamw", "amsgrad", "adashift")]
    public string Rule { get; set; } = "";

    /// <summary>How many tensors, each of how many elements.</summary>
    [Params("299 x 16", "299 x 2560", "1 x 2000000")]
    public string Model { get; set; } = "";

    [Params(true, false)]
    public bool Accelerated { get; set; }

    [GlobalSetup]
    public void Open()
    {
        manual_seed(1);
        var (count, size) = Model.Split(" x ") is [var c, var s] ? (int.Parse(c, Invariant), long.Parse(s, Invariant)) : (0, 0);
        parameters = [.. Enumerable.Range(0, count).Select(_ => new Parameter(randn(size)) { grad = randn(size) })];
        optimizer = (Named(Rule) with { Accelerate = Accelerated }).For(parameters);
        for (var i = 0; i < 20; i++) optimizer.step(); // AdaShift's window is full, and its sliding mean begun
    }

    [Benchmark]
    public void Step() => optimizer!.step();

    [GlobalCleanup]
    public void Close()
    {
        optimizer?.Dispose();
        foreach (var theta in parameters) theta.Dispose();
    }

    static UpdateRule Named(string rule) => rule switch
    {
        "sgd" => new Sgd(),
        "momentum" => new Momentum(),
        "adam" => new Adam(),
        "adamw" => new Adamw(),
        "amsgrad" => new Amsgrad(),
        _ => new Adashift(),
    };

    static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
