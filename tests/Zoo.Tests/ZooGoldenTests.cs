using System.Text.Json;
using AdaShift.Bench.Contracts;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Every rule that PyTorch has too, against its trajectories (Golden/make_golden_zoo.py).</summary>
/// <remarks>Settings that a case does not name are the defaults, here and there.</remarks>
public sealed class ZooGoldenTests
{
    static readonly ZooGolden golden = Golden.Read<ZooGolden>("zoo.json");

    public static TheoryData<string> Cases() => [.. golden.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch_in_float64(string name) => Compare(name, ScalarType.Float64, 1e-12);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch_in_float32(string name) => Compare(name, ScalarType.Float32, 1e-6);

    static void Compare(string name, ScalarType dtype, double relative)
    {
        var expected = golden.Cases.Single(c => c.Name == name);
        foreach (var fused in new[] { false, true })
            Compare(expected, ZooRules.Named(expected.Rule, expected.Settings) with { Fused = fused }, dtype, relative);
    }

    static void Compare(ZooCase expected, UpdateRule rule, ScalarType dtype, double relative)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [.. golden.Start.Select((s, i) => Toy.Parameter(s, golden.Shapes[i], dtype))];
        using var optimizer = rule.For(parameters);
        for (var step = 0; step < golden.Gradients.Length; step++)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var reached = i < parameters.Length - 1 || step >= expected.Late;
                parameters[i].grad = reached ? Toy.Tensor(golden.Gradients[step][i], golden.Shapes[i], dtype) : null;
            }

            optimizer.step();
            for (var i = 0; i < parameters.Length; i++)
                foreach (var (k, actual) in parameters[i].Values().Index())
                    actual.ShouldBeClose(expected.Thetas[step][i][k], relative, $"{rule}, step {step}, parameter {i}[{k}]");
        }
    }
}

sealed record ZooGolden(long[][] Shapes, double[][] Start, double[][][] Gradients, ZooCase[] Cases);

sealed record ZooCase(string Name, string Rule, Dictionary<string, JsonElement> Settings, int Late, double[][][] Thetas);
