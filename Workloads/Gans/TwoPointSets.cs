using AdaShift.Bench.Zoo.Gans;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// Finite sets of real and fake points, as many of each. The cheapest assignment gives W₁ and each fake point's real partner: the optimal
/// critic has slope K on the line between the two.
/// </summary>
sealed class TwoPointSets : CriticProblem
{
    TwoPointSets(Tensor real, Tensor fake, double distance)
        : base(real, fake, distance)
    {
    }

    /// <summary>Points of the two distributions of <see cref="TwoGaussians"/>.</summary>
    public static TwoPointSets Create(double distance, int points, Generator generator, Device device)
    {
        using var scope = NewDisposeScope();
        var offset = tensor(new[] { (float)(distance / 2), 0f });
        var real = randn([points, 2], generator: generator) + offset;
        var fake = randn([points, 2], generator: generator) - offset;
        return Between(real, fake, device);
    }

    /// <param name="real">[N,2].</param>
    /// <param name="fake">[N,2].</param>
    public static TwoPointSets Between(Tensor real, Tensor fake, Device device)
    {
        using var scope = NewDisposeScope();
        var (distance, partners) = WassersteinDistance.Solve(fake, real);
        var partner = real.index_select(0, tensor(Array.ConvertAll(partners, p => (long)p)));
        return new(partner.to(device).DetachFromDisposeScope(), fake.to(device).clone().DetachFromDisposeScope(), distance);
    }

    /// <summary>Every point equally often, so that expectations are exact; the sets are paired at random for the penalty.</summary>
    public override (Tensor real, Tensor fake) Draw(int batch, Generator generator) =>
        (Rows(Real, batch, generator), Rows(Fake, batch, generator));

    static Tensor Rows(Tensor points, int batch, Generator generator) =>
        points.index_select(0, randperm(batch, generator: generator).remainder(points.shape[0]).to(points.device));
}
