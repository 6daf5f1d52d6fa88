using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests;

public sealed class AdashiftSettingsTests
{
    [Fact]
    public void The_defaults_are_the_papers_suggestion()
    {
        var rule = new Adashift();
        rule.Validate().ShouldBeEmpty();
        (rule.Phi, rule.Delay, rule.Beta1, rule.Beta2, rule.Eps).ShouldBe((Phi.Max, 10, 0.9, 0.999, 1e-8));
    }

    [Fact]
    public void Settings_that_do_not_go_together_say_what_is_allowed()
    {
        Problem(new Adashift(Delay: 3, Window: 4))
            .ShouldBe("window = 4 is larger than delay = 3, but m takes only gradients that v does not have; allowed: 0 to 3");
        Problem(new Adashift(Delay: 0, Beta1: 1)).ShouldContain("allowed: beta1 < 1, or delay > 0");
        Problem(new Adashift(Phi.Max, Block: AdashiftBlock.Element))
            .ShouldContain("block = element leaves phi = max nothing to choose from; allowed: phi = none");
        Problem(new Adashift(Phi.None, Block: AdashiftBlock.Global)).ShouldContain("phi = none has no blocks");
        new Adashift(Phi.None, Block: AdashiftBlock.Element).Validate().ShouldBeEmpty();

        static string Problem(Adashift rule) => rule.Validate().ShouldHaveSingleItem();
    }

    [Fact]
    public void Outside_the_harness_bad_settings_are_refused_as_well()
    {
        using var theta = new Parameter(ones(1));
        Should.Throw<ArgumentException>(() => new Adashift(Lr: 0, Beta2: 1, Delay: -1).For([theta])).Message
            .ShouldStartWith("Adashift: lr = 0 is outside (0, inf); beta2 = 1 is outside [0, 1); delay = -1 is outside [0, inf)");
    }

    [Fact]
    public void Element_is_none_over_a_parameter()
    {
        Run(new Adashift(Phi.None, Block: AdashiftBlock.Element)).ShouldBe(Run(new Adashift(Phi.None)));
    }

    [Fact]
    public void Spatial_only_with_phi_none_is_adam()
    {
        var (adashift, adam) = (Run(new Adashift(Phi.None, Lr: 0.01, Delay: 0)), Run(new Adam(Lr: 0.01)));
        foreach (var (a, b) in adashift.Zip(adam)) a.ShouldBe(b, 1e-14);
    }

    [Fact]
    public void Window_1_and_beta1_0_both_leave_the_latest_gradient()
    {
        Run(new Adashift(Window: 1)).ShouldBe(Run(new Adashift(Beta1: 0)));
    }

    [Fact]
    public void One_step_alone_of_a_model_wide_block_is_refused()
    {
        using var scope = NewDisposeScope();
        var rule = new Adashift(Block: AdashiftBlock.Global);
        var state = rule.Init(ones(1));
        Should.Throw<InvalidOperationException>(() => rule.Step(state, ones(1), ones(1))).Message.ShouldContain("block=global");
    }

    static double[] Run(UpdateRule rule)
    {
        using var scope = NewDisposeScope();
        var parameters = Toy.Parameters();
        using var optimizer = rule.For(parameters);
        for (var step = 0; step < 25; step++)
        {
            Toy.Backward(parameters, step);
            optimizer.step();
        }

        return [.. parameters.SelectMany(p => p.Values())];
    }
}
