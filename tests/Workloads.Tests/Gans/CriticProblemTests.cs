using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class CriticProblemTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();
    readonly Generator random = new(1);

    public void Dispose()
    {
        random.Dispose();
        scope.Dispose();
    }

    /// <summary>The real points are given in the other order; the distances are 2 and 1.</summary>
    [Fact]
    public void A_fake_point_has_the_real_partner_of_the_cheapest_assignment()
    {
        var (real, fake) = (tensor(new[,] { { 10f, 1f }, { 0f, 2f } }), tensor(new[,] { { 0f, 0f }, { 10f, 0f } }));

        using var problem = TwoPointSets.Between(real, fake, CPU);

        problem.Distance.ShouldBe(1.5, 1e-12);
        problem.Real.data<float>().ToArray().ShouldBe([0, 2, 10, 1]);
        problem.Fake.data<float>().ToArray().ShouldBe([0, 0, 10, 0]);
    }

    [Fact]
    public void A_batch_holds_every_point_equally_often_in_another_order_each_time()
    {
        using var problem = TwoPointSets.Create(2, 4, random, CPU);

        var (first, _) = problem.Draw(12, random);
        var (second, fake) = problem.Draw(12, random);

        Sorted(first).ShouldBe([.. Sorted(problem.Real).SelectMany(x => new[] { x, x, x })]);
        Sorted(fake).ShouldBe([.. Sorted(problem.Fake).SelectMany(x => new[] { x, x, x })]);
        first.data<float>().ToArray().ShouldNotBe(second.data<float>().ToArray());
    }

    [Fact]
    public void Two_Gaussians_are_evaluated_at_samples_whose_distance_is_exact()
    {
        using var problem = TwoGaussians.Create(3, 50, random, CPU);

        problem.Distance.ShouldBe(3);
        (problem.Real - problem.Fake - tensor(new[] { 3f, 0f })).abs().max().item<float>().ShouldBeLessThan(1e-5f);
        Zoo.Gans.WassersteinDistance.Between(problem.Real, problem.Fake).ShouldBe(3, 1e-5);
        var (real, fake) = problem.Draw(20_000, random);
        (real.mean([0]) - fake.mean([0])).data<float>().ToArray().ShouldBe([3f, 0f], 0.05f);
    }

    static float[] Sorted(Tensor points) => [.. points.select(1, 0).data<float>().ToArray().Order()];
}
