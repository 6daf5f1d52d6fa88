using System.Text;
using AdaShift.Bench.Running;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class GanTrialTests
{
    const string Small = "toy-gan[width=8,batch=16,criticSteps=3,average=0.75]";

    /// <summary>The untrained generator and its average are equal; after one step the average has moved by a quarter.</summary>
    [Fact]
    public void The_average_follows_the_generator()
    {
        using var run = GanRun.Open(Small, "adam[lr=0.01]", 1);
        var before = Parameters(run, "generator");
        Parameters(run, "average").ShouldBe(before);

        run.TrainStep();

        var (after, average) = (Parameters(run, "generator"), Parameters(run, "average"));
        after.ShouldNotBe(before);
        for (var i = 0; i < before.Length; i++) average[i].ShouldBe((0.75f * before[i]) + (0.25f * after[i]), 1e-6f);
    }

    [Fact]
    public void Training_moves_samples_to_the_modes()
    {
        using var run = GanRun.Open("toy-gan[width=32,criticSteps=2,batch=32]", "adam[lr=0.005,beta1=0,beta2=0.9]", 100);
        var before = run.Evaluate().Metrics["samples/wasserstein"];

        TheoryRun.Walk(run, 100).Metrics["samples/wasserstein"].ShouldBeLessThan(0.7 * before);
    }

    [Fact]
    public void The_picture_shows_samples()
    {
        using var run = GanRun.Open(Small, "adam", 1);
        Encoding.UTF8.GetString(run.Evaluate().Artefacts.Single().Content.Span).ShouldStartWith("<svg ");
    }

    static float[] Parameters(TrainingRun run, string module)
    {
        using var snapshot = new Snapshot();
        run.Trial.Save(snapshot);
        var part = snapshot.Under(module);
        return [.. run.Trial.Players[1].Parameters.SelectMany(p => part.GetTensor(p.name).data<float>().ToArray())];
    }
}
