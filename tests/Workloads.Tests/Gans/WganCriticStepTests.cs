using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static AdaShift.Bench.Workloads.Tests.Gans.CriticRun;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Gans;

/// <summary>What a training step computes, on which samples, and how it goes on.</summary>
public sealed class WganCriticStepTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Wgan_gp_is_the_text_s_loss_to_1e_6()
    {
        using var trial = Open(new TinyCritic());
        using var start = Save(trial);
        var log = Train(trial);
        var (critic, real, fake, e) = FirstBatch(start);

        var between = fake + (e * (real - fake));
        var penalty = 10 * (critic.Slopes(between) - 1).square().mean();
        var expected = critic.Critic(fake).mean() - critic.Critic(real).mean() + penalty;

        log.Losses[0].ShouldBe(Number(expected), 1e-6);
        log.Penalties[0].ShouldBe(Number(penalty), 1e-6);
    }

    [Fact]
    public void Log_sigmoid_plus_linear_with_maxgp_is_the_released_code_s_loss_to_1e_6()
    {
        using var trial = Open(new TinyCritic(GanObjective.LogSigmoidLinear, Lipschitz.MaxGp, rho: 0.1, kept: 4));
        using var start = Save(trial);
        var log = Train(trial);
        var (critic, real, fake, e) = FirstBatch(start);

        var between = fake + (e * (real - fake));
        var (ofReal, ofFake) = (critic.Critic(real), critic.Critic(fake));
        var expected = (-ofReal.sigmoid().log() - ofReal).mean() + (-(-ofFake).sigmoid().log() + ofFake).mean()
            + (0.1 * critic.Slopes(between).max().square());

        log.Losses[0].ShouldBe(Number(expected), 1e-6);
    }

    [Fact]
    public void A_training_step_is_five_critic_steps_unless_told_otherwise()
    {
        var workload = new WganCritic(side: TinyCritic.Side, width: 2, batch: 4);
        using var trial = TinyCritic.Open(workload, TinyCritic.Images(), TinyCritic.Side, batch: 4);
        var log = Train(trial);

        log.Losses.Count.ShouldBe(5);
        log.Optimizer.Steps.ShouldBe(5);
    }

    [Fact]
    public void Optimizers_of_one_seed_see_the_same_samples()
    {
        using var adam = OpenRun("adam[lr=0.01]");
        using var sgd = OpenRun("sgd[lr=1e-6]");
        using var other = OpenRun("adam[lr=0.01]", seed: 1);
        foreach (var run in new[] { adam, sgd, other })
            for (var step = 0; step < 3; step++) run.TrainStep();

        var (real, fake) = ((WganCriticTrial)adam.Trial).NextBatch();
        var (realToo, fakeToo) = ((WganCriticTrial)sgd.Trial).NextBatch();
        var (realOther, fakeOther) = ((WganCriticTrial)other.Trial).NextBatch();

        Same(realToo, real).ShouldBeTrue();
        Same(fakeToo, fake).ShouldBeTrue();
        Same(realOther, real).ShouldBeFalse();
        Same(fakeOther, fake).ShouldBeFalse();
        using Snapshot a = Save(adam.Trial), b = Save(sgd.Trial);
        Same(a.GetTensor("interpolation/state"), b.GetTensor("interpolation/state")).ShouldBeTrue();
        Same(a.GetTensor("critic/first.weight"), b.GetTensor("critic/first.weight")).ShouldBeFalse();
    }

    [Fact]
    public void Samples_depend_on_the_seed_alone_and_not_on_the_loss()
    {
        using var one = Open(new TinyCritic());
        using var two = Open(new TinyCritic(GanObjective.Hinge, Lipschitz.Sn));

        Same(one.NextBatch().fake, two.NextBatch().fake).ShouldBeTrue();
        Same(one.NextBatch().real, two.NextBatch().real).ShouldBeTrue();
    }

    [Fact]
    public void The_generator_is_not_trained()
    {
        using var trial = Open(new TinyCritic());
        using var before = Save(trial);
        Train(trial, steps: 3);
        using var after = Save(trial);

        foreach (var (name, tensor) in before.Tensors.Where(t => t.Key.StartsWith("generator/", StringComparison.Ordinal)))
            Same(after.GetTensor(name), tensor).ShouldBeTrue(name);
    }

    [Theory]
    [InlineData("tiny-critic")]
    [InlineData($"tiny-critic[{Released},kept=4,renew-every=3]")]
    [InlineData("tiny-critic[lipschitz=max-al]")]
    [InlineData("tiny-critic[objective=vanilla,lipschitz=sn]")]
    public void A_resumed_run_ends_bit_for_bit_where_an_uninterrupted_one_does(string workload)
    {
        using var whole = OpenRun("adashift[lr=0.001,delay=1,beta1=0]", workload);
        for (var step = 0; step < 2; step++) whole.TrainStep();
        using var saved = new Snapshot();
        whole.Save(saved);
        using var resumed = OpenRun("adashift[lr=0.001,delay=1,beta1=0]", workload);
        resumed.TrainStep();
        resumed.Load(saved);
        for (var step = 0; step < 3; step++)
        {
            whole.TrainStep();
            resumed.TrainStep();
        }

        Equal(whole, resumed).ShouldBeTrue();
        resumed.Evaluate().Metrics.ShouldBe(whole.Evaluate().Metrics);
    }

    [Fact]
    public void A_critic_that_diverges_is_noticed_at_its_step_and_its_last_finite_loss_is_known()
    {
        using var run = OpenRun("sgd[lr=1e12]", "tiny-critic[critic-steps=1]");
        var finite = double.NaN;
        while (run.Divergence is null && run.Step < 20)
        {
            run.TrainStep();
            if (run.Divergence is null) finite = run.Evaluate().Metrics["batch/loss"];
        }

        run.Divergence.ShouldNotBeNull().Step.ShouldBe(run.Step);
        run.Divergence.Reason.ShouldContain("batch/loss is");
        run.Step.ShouldBeGreaterThan(1);
        double.IsFinite(finite).ShouldBeTrue();
    }

    [Fact]
    public void A_disposed_trial_leaves_no_tensor_to_the_finalizer()
    {
        Finalize();
        using (var inside = NewDisposeScope())
        {
            using var trial = Open(new TinyCritic());
            Train(trial);
            Evaluate(trial);
        }

        var left = Tensor.TotalCount;
        Finalize();

        Tensor.TotalCount.ShouldBe(left);

        static void Finalize()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }
}
