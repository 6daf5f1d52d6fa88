using TorchSharp;

namespace AdaShift.Bench.Conformance.Checks;

/// <summary>What the harness expects of every gradient clipping.</summary>
public static class ClipConformance
{
    /// <exception cref="ConformanceException">Every problem at once.</exception>
    public static void Check(GradientClip clip)
    {
        var findings = new Findings(clip.ToString());
        findings.Demand(!clip.Validate().Any(), $"its settings have problems: {string.Join("; ", clip.Validate())}");
        findings.Check("gradients", () => Shrinks(clip, findings));
        findings.Check("no gradients", () => clip.Apply(Without(_ => false)));
        findings.Check("some gradients", () => clip.Apply(Without(i => i % 2 == 0)));
        findings.Throw();
    }

    static void Shrinks(GradientClip clip, Findings findings)
    {
        using var model = new TinyModel();
        model.Backward(3);
        TorchSharp.Modules.Parameter[] parameters = [.. model.Parameters.Select(p => p.parameter)];
        var (before, theta) = (Gradients(model), model.Theta);
        var live = Live();
        clip.Apply(parameters);
        findings.Demand(Live() <= live, $"{Live() - live} tensors are left behind");
        var after = Gradients(model);
        findings.Demand(model.Theta.SequenceEqual(theta), "it changes θ");
        findings.Demand(after.Length == before.Length && after.All(double.IsFinite), "gradients are not finite, or changed their shape");
        findings.Demand(after.Zip(before).All(g => Math.Abs(g.First) <= Math.Abs(g.Second) + 1e-12), "it makes a gradient larger");
    }

    static TorchSharp.Modules.Parameter[] Without(Func<int, bool> reached)
    {
        var model = new TinyModel();
        model.Backward(1, reached);
        return [.. model.Parameters.Select(p => p.parameter)];
    }

    static double[] Gradients(TinyModel model) => [.. model.Parameters.SelectMany(p => TinyModel.Values(p.parameter.grad!))];

    static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
}
