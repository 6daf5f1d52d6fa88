using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What the harness expects of every update rule. For authors of plug-ins too: one call in a test of theirs.</summary>
/// <example><code>[Fact] public void Conforms() => OptimizerConformance.Check(new Lion());</code></example>
public static class OptimizerConformance
{
    const int Steps = 30;

    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(UpdateRule rule)
    {
        var findings = new Findings(rule.ToString());
        findings.Demand(!rule.Validate().Any(), $"its settings have problems: {string.Join("; ", rule.Validate())}");
        findings.Check("trains", () => Trains(rule, findings));
        findings.Check("same gradients, same bits", () => Repeats(rule, findings));
        findings.Check("interrupted and resumed", () => Resumes(rule, findings));
        findings.Check("zero gradients", () => Rests(rule, findings));
        findings.Check("a late first gradient", () => WaitsForGradients(rule, findings));
        findings.Check("parameters in another order", () => IgnoresOrder(rule, findings));
        findings.Check("accelerated and plain", () => StepsAgree(rule, findings));
        findings.Check("disposed", () => FreesTensors(rule, findings));
        findings.Throw();
    }

    static void Trains(UpdateRule rule, Findings findings)
    {
        foreach (var dtype in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            using var model = new TinyModel(dtype);
            using var optimizer = rule.For(model.Parameters);
            var (start, shapes) = (model.Theta, model.Shapes.ToArray());
            for (var step = 0; step < Steps; step++)
            {
                model.Backward(step);
                var before = Gradients(model);
                optimizer.step();
                findings.Demand(
                    Gradients(model).SequenceEqual(before),
                    $"it changes the gradient ({dtype}, step {step}), which probes look at afterwards");
            }

            findings.Demand(model.Theta.All(double.IsFinite), $"θ is not finite after {Steps} steps in {dtype}");
            findings.Demand(!model.Theta.SequenceEqual(start), $"θ has not moved after {Steps} steps in {dtype}");
            findings.Demand(model.Shapes.Zip(shapes).All(s => s.First.SequenceEqual(s.Second)), "a parameter has changed its shape");
            findings.Demand(model.Parameters.All(p => p.parameter.dtype == dtype), "a parameter has changed its type");
        }
    }

    static void Repeats(UpdateRule rule, Findings findings) =>
        findings.Demand(Run(rule).SequenceEqual(Run(rule)), "two runs from the same start differ");

    static void Resumes(UpdateRule rule, Findings findings)
    {
        var whole = Run(rule);
        for (var k = 0; k <= 15; k++)
            findings.Demand(Run(rule, interruptedAfter: k).SequenceEqual(whole), $"saved after {k} steps and loaded, it ends elsewhere");
    }

    static void Rests(UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel();
        using var optimizer = rule.For(model.Parameters);
        for (var step = 0; step < 15; step++)
        {
            model.Backward(step);
            foreach (var (_, theta) in model.Parameters) theta.grad?.zero_();
            optimizer.step();
        }

        findings.Demand(model.Theta.All(double.IsFinite), "θ is not finite after gradients of 0");
    }

    static void WaitsForGradients(UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel();
        using var optimizer = rule.For(model.Parameters);
        var late = model.Parameters[1].parameter;
        var start = TinyModel.Values(late);
        for (var step = 0; step < Steps; step++)
        {
            model.Backward(step, i => i != 1 || step >= 7);
            optimizer.step();
            var waits = step >= 7 || TinyModel.Values(late).SequenceEqual(start);
            findings.Demand(waits, $"a parameter without a gradient moved at step {step}");
        }

        findings.Demand(model.Theta.All(double.IsFinite), "θ is not finite after a late first gradient");
    }

    static void IgnoresOrder(UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel(ScalarType.Float64);
        using var optimizer = rule.For(model.Parameters.Reverse());
        model.Train(optimizer, 0, Steps);
        findings.Demand(Close(model.Theta, Run(rule, ScalarType.Float64)), "the order of the parameters matters");
    }

    /// <summary>A rule with an accelerator must do what its Step says, to the tolerance of docs/accelerators.md.</summary>
    static void StepsAgree(UpdateRule rule, Findings findings)
    {
        foreach (var (dtype, tolerance) in new[] { (ScalarType.Float32, 4e-6), (ScalarType.Float64, 1e-12) })
        {
            using var accelerator = Accelerator.For(rule, dtype);
            if (accelerator is null) continue;
            using var fast = new TinyModel(dtype);
            using var plain = new TinyModel(dtype);
            using var optimizer = rule.For(fast.Parameters);
            using var reference = (rule with { Accelerate = false }).For(plain.Parameters);
            fast.Train(optimizer, 0, Steps);
            plain.Train(reference, 0, Steps);
            findings.Demand(optimizer.Path == StepPath.Accelerated, $"its accelerator is not taken in {dtype}");
            findings.Demand(Close(fast.Theta, plain.Theta, tolerance), $"the accelerator does not do what Step says in {dtype}");
        }
    }

    static void FreesTensors(UpdateRule rule, Findings findings)
    {
        using var model = new TinyModel();
        var before = Live();
        using (var optimizer = rule.For(model.Parameters))
        {
            model.Train(optimizer, 0, 20);
            var warm = Live();
            model.Train(optimizer, 20, 60);
            findings.Demand(Live() <= warm, $"{Live() - warm} tensors more after 40 more steps: something is kept outside the state");
        }

        findings.Demand(Live() <= before, $"{Live() - before} tensors are left after Dispose");
    }

    static double[] Run(UpdateRule rule, ScalarType dtype = ScalarType.Float32, int? interruptedAfter = null)
    {
        using var model = new TinyModel(dtype);
        var first = interruptedAfter ?? Steps;
        using var optimizer = rule.For(model.Parameters);
        model.Train(optimizer, 0, first);
        if (first == Steps) return model.Theta;
        using var saved = optimizer.state_dict();
        using var resumed = rule.For(model.Parameters);
        resumed.load_state_dict(saved);
        model.Train(resumed, first, Steps);
        return model.Theta;
    }

    static bool Close(double[] a, double[] b, double tolerance = 1e-12) =>
        a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) <= tolerance * Math.Max(1, Math.Abs(pair.Second)));

    static double[] Gradients(TinyModel model) => [.. model.Parameters.SelectMany(p => TinyModel.Values(p.parameter.grad!))];

    static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
