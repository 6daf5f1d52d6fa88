using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>A saved state is checked as a saved model is.</summary>
public sealed class LoadTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    public static TheoryData<string> Rules => AcceleratedRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_tensor_of_another_shape_or_type_is_refused(string name)
    {
        var rule = AcceleratedRules.Named(name);
        var saved = Saved(rule);
        foreach (var (key, tensor) in saved.Tensors)
        {
            Load(rule, Snapshot(saved, key, cat([tensor.reshape(-1), tensor.reshape(-1)]))).ShouldBeTrue($"{rule}, shape of {key}");
            Load(rule, Snapshot(saved, key, tensor.to(ScalarType.Float64))).ShouldBeTrue($"{rule}, type of {key}");
        }
    }

    [Theory]
    [InlineData("left-over")]
    [InlineData("shared/left-over")]
    [InlineData("parameters/0/left-over")]
    [InlineData("parameters/0/state/left-over")]
    [InlineData("parameters/0/state/Scale/left-over")]
    public void An_entry_that_nothing_takes_is_refused(string key)
    {
        var rule = new Adashift(Delay: 2);
        var saved = Saved(rule);
        Load(rule, saved).ShouldBeFalse();
        Load(rule, Snapshot(saved, key, ones(1))).ShouldBeTrue();
    }

    public static TheoryData<string> OtherSettings => [.. pairs.Keys];

    static readonly Dictionary<string, (UpdateRule, UpdateRule)> pairs = new (string Name, UpdateRule A, UpdateRule B)[]
    {
        ("centered", new Rmsprop(Centered: true), new Rmsprop()),
        ("momentum", new Rmsprop(Momentum: 0.9), new Rmsprop()),
        ("phi", new Adashift(Phi.None, Delay: 2), new Adashift(Delay: 2)),
        ("mask", new Adashift(Phi.None, Delay: 2, Mask: true), new Adashift(Phi.None, Delay: 2)),
        ("global mask",
            new Adashift(Delay: 2, Mask: true, Block: AdashiftBlock.Global), new Adashift(Delay: 2, Block: AdashiftBlock.Global)),
        ("block", new Adashift(Delay: 2, Block: AdashiftBlock.Global), new Adashift(Delay: 2)),
        ("delay", new Adashift(Delay: 0), new Adashift(Delay: 2)),
    }.ToDictionary(p => p.Name, p => (p.A, p.B));

    [Theory]
    [MemberData(nameof(OtherSettings))]
    public void A_state_that_other_settings_shaped_is_refused(string name)
    {
        foreach (var accelerate in new[] { true, false })
        {
            var (a, b) = (pairs[name].Item1 with { Accelerate = accelerate }, pairs[name].Item2 with { Accelerate = accelerate });
            Load(a, Saved(b)).ShouldBeTrue($"{b} into {a}");
            Load(b, Saved(a)).ShouldBeTrue($"{a} into {b}");
        }
    }

    /// <summary>What the accelerator keeps of m is the sum of other gradients, or with other weights.</summary>
    [Theory]
    [InlineData(12, 0.9)]
    [InlineData(10, 0.5)]
    public void A_sliding_mean_of_other_settings_is_not_taken_over(int delay, double beta1)
    {
        var other = new Adashift(Delay: delay, Beta1: beta1);
        Continued(other).ShouldBe(Continued(other with { Accelerate = false }), 1e-12);
    }

    static double[] Continued(UpdateRule rule)
    {
        using var lab = new Lab(ScalarType.Float64, 9);
        using var before = new Adashift().For(lab.Parameters);
        lab.Train(before, 0, 40);
        using var saved = before.state_dict();
        using var then = rule.For(lab.Parameters);
        then.load_state_dict(saved);
        lab.Train(then, 40, 70);
        return lab.Theta;
    }

    static Snapshot Saved(UpdateRule rule)
    {
        using var lab = new Lab(ScalarType.Float32, 9, 1);
        using var optimizer = rule.For(lab.Parameters);
        lab.Train(optimizer, 0, 14);
        return optimizer.state_dict();
    }

    /// <summary>The same with one tensor replaced or added.</summary>
    static Snapshot Snapshot(Snapshot saved, string key, Tensor tensor) => new(
        saved.Tensors.Where(entry => entry.Key != key).Append(new(key, tensor)), saved.Values);

    /// <returns>Whether it was refused.</returns>
    static bool Load(UpdateRule rule, Snapshot snapshot)
    {
        using var lab = new Lab(ScalarType.Float32, 9, 1);
        using var optimizer = rule.For(lab.Parameters);
        try
        {
            optimizer.Load(snapshot);
            return false;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }
}
