using System.Text.Json;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

/// <summary>What PyTorch's optimizers made of given parameters and gradients, step by step.</summary>
/// <param name="Gradients">By step, then by parameter.</param>
sealed record Trajectories(long[][] Shapes, double[][] Start, double[][][] Gradients, TrajectoryCase[] Cases)
{
    public TheoryData<string> Names => [.. Cases.Select(c => c.Name)];

    /// <summary>Holds the rule of a case to it, accelerated and plain.</summary>
    public void Hold(string name, ScalarType dtype, double relative)
    {
        var expected = Cases.Single(c => c.Name == name);
        foreach (var accelerate in new[] { true, false })
            Hold(expected, ZooRules.Named(expected.Rule, expected.Settings) with { Accelerate = accelerate }, dtype, relative);
    }

    void Hold(TrajectoryCase expected, UpdateRule rule, ScalarType dtype, double relative)
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [.. Start.Select((s, i) => Toy.Parameter(s, Shapes[i], dtype))];
        using var optimizer = rule.For(parameters);
        for (var step = 0; step < Gradients.Length; step++)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var reached = i < parameters.Length - 1 || step >= expected.Late;
                parameters[i].grad = reached ? Toy.Tensor(Gradients[step][i], Shapes[i], dtype) : null;
            }

            optimizer.step();
            for (var i = 0; i < parameters.Length; i++)
                foreach (var (k, actual) in parameters[i].Values().Index())
                    actual.ShouldBeClose(expected.Thetas[step][i][k], relative, $"{rule}, step {step}, parameter {i}[{k}]");
        }
    }
}

/// <param name="Settings">What the case does not name has its default, here and there.</param>
/// <param name="Late">The step at which the last parameter gets its first gradient.</param>
sealed record TrajectoryCase(string Name, string Rule, Dictionary<string, JsonElement> Settings, int Late, double[][][] Thetas);
