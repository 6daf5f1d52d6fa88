using System.Globalization;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using BenchmarkDotNet.Attributes;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Adam = AdaShift.Bench.Zoo.Adam;

namespace AdaShift.Bench.Micro;

/// <summary>Parameters with fixed gradients, on which a step is measured.</summary>
/// <remarks>
/// Fixed gradients make no denormal numbers, however many steps are taken: every average settles at the gradient or its square.
/// </remarks>
public abstract class OnParameters
{
    protected Parameter[] Parameters { get; private set; } = [];

    /// <summary>How many tensors, each of how many elements.</summary>
    [Params("299 x 16", "299 x 2560", "1 x 2000000")]
    public string Model { get; set; } = "";

    [GlobalSetup]
    public virtual void Open()
    {
        manual_seed(1);
        var sizes = Array.ConvertAll(Model.Split(" x "), text => int.Parse(text, CultureInfo.InvariantCulture));
        Parameters = [.. Enumerable.Range(0, sizes[0]).Select(_ => new Parameter(randn(sizes[1])) { grad = randn(sizes[1]) })];
    }

    [GlobalCleanup]
    public virtual void Close()
    {
        foreach (var theta in Parameters) theta.Dispose();
    }
}

/// <summary>One step of a rule, accelerated and plain.</summary>
[MemoryDiagnoser]
public class StepBenchmarks : OnParameters
{
    RuleOptimizer? optimizer;

    [Params("sgd", "momentum", "adam", "adamw", "amsgrad", "adashift")]
    public string Rule { get; set; } = "";

    [Params(true, false)]
    public bool Accelerated { get; set; }

    public override void Open()
    {
        base.Open();
        optimizer = (Named(Rule) with { Accelerate = Accelerated }).For(Parameters);
        for (var i = 0; i < 20; i++) optimizer.step(); // fills AdaShift's window
    }

    [Benchmark]
    public void Step() => optimizer!.step();

    public override void Close()
    {
        optimizer?.Dispose();
        base.Close();
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
}

/// <summary>What a step is compared with: TorchSharp's own Adam, and one in-place pass over the parameters, x ← c·x.</summary>
public class PeerBenchmarks : OnParameters
{
    optim.Optimizer? adam;

    public override void Open()
    {
        base.Open();
        adam = optim.Adam(Parameters);
    }

    [Benchmark]
    public void TorchSharpAdam()
    {
        using var scope = NewDisposeScope();
        adam!.step();
    }

    [Benchmark]
    public void Pass()
    {
        using var unrecorded = no_grad();
        foreach (var theta in Parameters) theta.mul_(0.9999);
    }
}
