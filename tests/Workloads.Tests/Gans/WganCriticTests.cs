using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static AdaShift.Bench.Workloads.Tests.Gans.CriticRun;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Gans;

/// <summary>Settings, sizes and what is measured.</summary>
public sealed class WganCriticTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void At_the_paper_s_size_the_nets_have_the_released_number_of_parameters()
    {
        var workload = new WganCritic(side: 32, width: 128, batch: 1);
        using var trial = TinyCritic.Open(workload, zeros(1, 3, 32, 32, dtype: ScalarType.Byte), side: 32, batch: 1);

        trial.Players.ShouldHaveSingleItem().Parameters.Sum(p => p.parameter.numel()).ShouldBe(1_629_057);
        using var saved = Save(trial);
        saved.Tensors.Where(t => t.Key.StartsWith("generator/", StringComparison.Ordinal)).Sum(t => t.Value.numel()).ShouldBe(1_833_731);
    }

    [Fact]
    public void Held_out_metrics_are_what_they_say()
    {
        using var trial = Open(new TinyCritic());
        using var start = Save(trial);
        var metrics = Evaluate(trial);

        var (critic, generator) = (new PlainCritic(start, "critic"), new PlainCritic(start, "generator"));
        var run = TinyCritic.Context();
        using var noise = new Generator((ulong)run.SeedFor("held-out noise"));
        using var shares = new Generator((ulong)run.SeedFor("held-out interpolation"));
        var (real, fake) = (Scaled(TinyCritic.Images()), generator.Generator(UnitSphere.Draw(TinyCritic.Count, 100, noise)));
        var e = rand([TinyCritic.Count, 1, 1, 1], generator: shares);
        var slopes = critic.Slopes(fake + (e * (real - fake)));
        var distance = critic.Critic(real).mean() - critic.Critic(fake).mean();

        metrics["test/wasserstein"].ShouldBe(Number(distance), 1e-5);
        metrics["test/objective"].ShouldBe(-metrics["test/wasserstein"], 1e-6);
        metrics["test/largest-slope"].ShouldBe(Number(slopes.max()), 1e-5);
        metrics["test/mean-slope"].ShouldBe(Number(slopes.mean()), 1e-5);
        metrics["test/penalty"].ShouldBe(Number(10 * (slopes - 1).square().mean()), 1e-4);
        metrics["test/loss"].ShouldBe(metrics["test/objective"] + metrics["test/penalty"]);
    }

    [Theory]
    [InlineData("tiny-critic")]
    [InlineData($"tiny-critic[{Released},kept=4,renew-every=3]")]
    public void An_evaluation_does_not_disturb_training(string workload)
    {
        using var plain = OpenRun("adam[lr=0.01]", workload);
        using var looked = OpenRun("adam[lr=0.01]", workload);
        for (var step = 0; step < 4; step++)
        {
            plain.TrainStep();
            looked.TrainStep();
            looked.Evaluate();
        }

        Equal(plain, looked, "means").ShouldBeTrue();
    }

    [Theory]
    [InlineData(Lipschitz.None)]
    [InlineData(Lipschitz.WeightClipping)]
    [InlineData(Lipschitz.Cp)]
    [InlineData(Lipschitz.Lp)]
    [InlineData(Lipschitz.MaxGpK)]
    [InlineData(Lipschitz.MaxAl)]
    [InlineData(Lipschitz.Sn)]
    public void Every_term_trains_and_records_what_is_declared(Lipschitz lipschitz)
    {
        var workload = new TinyCritic(lipschitz: lipschitz);
        using var trial = Open(workload);

        Train(trial, steps: 2).Losses.ShouldAllBe(loss => double.IsFinite(loss));
        Evaluate(trial).Keys.Concat(["batch/loss", "batch/penalty"]).ShouldBe(workload.Metrics.Select(m => m.Name), ignoreOrder: true);
    }

    [Theory]
    [InlineData("wgan-critic[side=20]", "side = 20 is none of the sides that clipart can have: 64, 32, 16, 8, 4; nearest: 16")]
    [InlineData("wgan-critic[data=mnist]", "side = 16 is none of the sides that mnist can have: 28, 14, 7; nearest: 14")]
    [InlineData("wgan-critic[data=cifar10,side=64]", "side = 64 is none of the sides that cifar10 can have: 32, 16, 8, 4; nearest: 32")]
    [InlineData("wgan-critic[batch=3250]", "batch = 3250 is more than the 3249 training images of clipart")]
    [InlineData("wgan-critic[kept=32]", "kept = 32 has no effect with lipschitz = gp; allowed: 0, or lipschitz = max-gp")]
    [InlineData("wgan-critic[lipschitz=max-gp,batch=32,kept=32]", "kept = 32 leaves no fresh point in a penalty batch of 32")]
    public void Settings_that_cannot_work_are_refused_by_name(string selector, string message) =>
        Should.Throw<SelectorException>(() => TheoryRun.Subject(selector)).Message.ShouldContain(message);

    [Theory]
    [InlineData("wgan-critic[k=0]", "k = 0 is outside (0, inf)")]
    [InlineData("wgan-critic[rho=-1]", "rho = -1 is outside (0, inf)")]
    public void Numbers_outside_their_range_are_refused(string selector, string message) =>
        Should.Throw<SelectorException>(() => TheoryRun.Subject(selector)).Message.ShouldContain(message);
}
