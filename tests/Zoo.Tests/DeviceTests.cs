using AdaShift.Bench.Zoo.Tests.Accelerators;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Every rule on the other device, accelerated where it can be and plain, against the plain rule on the CPU.</summary>
public sealed class DeviceTests
{
    const int Steps = 24;

    public static TheoryData<string> Rules => [.. ZooRules.Names];

    public static TheoryData<string> Variants => AcceleratedRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_moves_as_on_the_CPU(string name) => Compare(ZooRules.Named(name));

    [Theory]
    [MemberData(nameof(Variants))]
    public void So_do_settings_that_take_other_ways_through_an_accelerated_step(string name) => Compare(AcceleratedRules.Named(name));

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_state_saved_there_goes_on_here(string name)
    {
        var device = OtherDevice.OrSkip();
        using var scope = NewDisposeScope();
        var rule = ZooRules.Named(name);
        var there = Start(ScalarType.Float64, device);
        using var first = rule.For(there);
        Train(first, there, 0, Steps / 2);
        using var saved = first.state_dict();

        Parameter[] here = [.. there.Select(theta => new Parameter(theta.detach().cpu()))];
        using var second = rule.For(here);
        second.load_state_dict(saved);
        Train(second, here, Steps / 2, Steps);
        ShouldBeClose(here, Run(rule with { Accelerate = false }, ScalarType.Float64, CPU), 1e-10, name);
    }

    static void Compare(UpdateRule rule)
    {
        var device = OtherDevice.OrSkip();
        using var scope = NewDisposeScope();
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float64, 1e-10), (ScalarType.Float32, 1e-5) })
        {
            var expected = Run(rule with { Accelerate = false }, dtype, CPU);
            foreach (var fast in new[] { true, false })
                ShouldBeClose(Run(rule with { Accelerate = fast }, dtype, device), expected, tolerance, $"{rule}, {dtype}, {fast}");
        }
    }

    static Parameter[] Run(UpdateRule rule, ScalarType dtype, Device device)
    {
        var parameters = Start(dtype, device);
        using var optimizer = rule.For(parameters);
        Train(optimizer, parameters, 0, Steps);
        return parameters;
    }

    static Parameter[] Start(ScalarType dtype, Device device) =>
        [.. Toy.Shapes.Select((shape, i) => new Parameter(Toy.Tensor(Toy.Start(i), shape, dtype).to(device)))];

    static void Train(RuleOptimizer optimizer, Parameter[] parameters, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            foreach (var (i, theta) in parameters.Index())
                theta.grad = Toy.Tensor(Toy.Gradient(step, i), Toy.Shapes[i], theta.dtype).to(theta.device);
            optimizer.step();
        }
    }

    static void ShouldBeClose(Parameter[] actual, Parameter[] expected, double tolerance, string where)
    {
        foreach (var (i, values) in actual.Values().Index())
            foreach (var (k, value) in values.Index())
                value.ShouldBeClose(expected[i].Values()[k], tolerance, $"{where}, parameter {i}[{k}]");
    }
}
