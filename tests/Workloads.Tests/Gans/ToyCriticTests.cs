using System.Text;
using System.Xml.Linq;
using AdaShift.Bench.Testing;
using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class ToyCriticTests
{
    /// <summary>f(x, y) = 3 x + 4 y on Gaussians that are 2 apart along x, with K = 2: slope 5, E f(real) − E f(fake) = 6.</summary>
    [Theory]
    [InlineData(3, 4, 6 / (5 * 2.0), 6 / (2 * 2.0), 3 / 5.0, 5)]
    [InlineData(2, 0, 1, 1, 1, 2)]
    [InlineData(-2, 0, -1, -1, -1, 2)]
    [InlineData(0, 0, 0, 0, 0, 0)]
    public void A_linear_critic_is_compared_with_the_optimal_one(
        double x, double y, double optimality, double estimate, double cosine, double slope)
    {
        using var trial = Open(x, y);
        var found = Evaluate(trial).Metrics;

        found["critic/optimality"].ShouldBe(optimality, 1e-5);
        found["critic/estimate"].ShouldBe(estimate, 1e-5);
        found["critic/cosine"].ShouldBe(cosine, 1e-5);
        found["slope/mean"].ShouldBe(slope, 1e-5);
        found["slope/largest"].ShouldBe(slope, 1e-5);
    }

    [Fact]
    public void The_picture_has_every_sample_and_the_direction_of_each_gradient()
    {
        using var trial = Open(0, 3);
        var picture = XDocument.Parse(Encoding.UTF8.GetString(Evaluate(trial).Artefacts.Single(a => a.Name == "critic.svg").Content.Span));
        var shapes = picture.Root!.Elements().ToList();

        shapes.Count(s => s.Name.LocalName == "circle").ShouldBe(2 * 20);
        var arrows = shapes.Where(s => s.Attribute("stroke") is not null && s.Name.LocalName == "path").ToList();
        arrows.Count.ShouldBe(20);
        arrows.ShouldAllBe(a => a.Attribute("d")!.Value.EndsWith("l0.0 -22.0", StringComparison.Ordinal), "up is negative in a picture");
    }

    [Fact]
    public void Training_with_MaxGP_gets_near_the_optimum_and_without_a_term_it_does_not()
    {
        Optimality("max-gp").ShouldBeGreaterThan(0.95);
        Optimality("none").ShouldBeLessThan(0.9);

        static double Optimality(string term)
        {
            using var run = GanRun.Open($"toy-critic[lipschitz={term},width=32,depth=2,points=8]", "adam[lr=0.005,beta1=0]", 300);
            return TheoryRun.Walk(run, 300).Metrics["critic/optimality"];
        }
    }

    [Fact]
    public void A_batch_that_cannot_hold_every_point_equally_often_is_refused_with_the_nearest()
    {
        new ToyCritic(points: 16, batch: 60).Validate().ShouldBe(["batch = 60 is no multiple of points = 16; nearest: 64."]);
        new ToyCritic(points: 16, batch: 4, kept: 0).Validate().ShouldBe(["batch = 4 is no multiple of points = 16; nearest: 16."]);
        new ToyCritic(batch: 32).Validate().ShouldBe(["kept = 32 leaves no room in a batch of 32; allowed: 0 to 31."]);
        new ToyCritic(ToyProblem.Gaussians, batch: 60).Validate().ShouldBeEmpty();
    }

    static ToyCriticTrial Open(double x, double y)
    {
        using var random = new Generator(1);
        var critic = new MlpCritic(2, 1, 0, std: 1); // applies its weights divided by √2
        using (no_grad()) critic.parameters().First().copy_(tensor(new[,] { { (float)x, (float)y } }) * Math.Sqrt(2));
        var run = new RunContext { Device = CPU, Seed = 0, DataRoot = "", Clock = new StoppedClock() };
        return new(run, TwoGaussians.Create(2, 20, random, CPU), critic, GanObjective.Wgan, LipschitzTerm.Create(Lipschitz.None), 2, 8);
    }

    static Evaluation Evaluate(Trial trial)
    {
        using var scope = NewDisposeScope();
        using var unrecorded = no_grad();
        var evaluation = new EvaluationBuilder();
        trial.Evaluate(evaluation);
        return evaluation.Build();
    }
}
