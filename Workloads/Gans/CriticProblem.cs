using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Two distributions in the plane between which the optimal transport, and so the optimal critic, is known.</summary>
/// <param name="real">Evaluated real samples, [N,2].</param>
/// <param name="fake">Evaluated fake samples, [N,2]; the optimal transport moves row i to row i of <paramref name="real"/>.</param>
/// <param name="distance">The exact Wasserstein-1 distance of the two sets.</param>
abstract class CriticProblem(Tensor real, Tensor fake, double distance) : IDisposable
{
    public Tensor Real { get; } = real;

    public Tensor Fake { get; } = fake;

    public double Distance { get; } = distance;

    /// <returns>A training batch of [B,2] each.</returns>
    public abstract (Tensor real, Tensor fake) Draw(int batch, Generator generator);

    public void Dispose()
    {
        Real.Dispose();
        Fake.Dispose();
    }
}

/// <summary>
/// N((−d/2, 0), I) is fake, N((d/2, 0), I) is real. W₁ = d, and the optimal critic is K times the first coordinate.
/// </summary>
sealed class TwoGaussians : CriticProblem
{
    readonly double distance;

    TwoGaussians(Tensor real, Tensor fake, double distance)
        : base(real, fake, distance) => this.distance = distance;

    /// <summary>The real samples of an evaluation are its fake ones, moved by d: their exact distance is d.</summary>
    public static TwoGaussians Create(double distance, int samples, Generator generator, Device device)
    {
        using var scope = NewDisposeScope();
        var fake = randn([samples, 2], generator: generator) + Mean(-distance / 2);
        return new(
            (fake + Mean(distance)).to(device).DetachFromDisposeScope(), fake.to(device).DetachFromDisposeScope(), distance);
    }

    public override (Tensor real, Tensor fake) Draw(int batch, Generator generator) =>
        (Around(distance / 2, batch, generator), Around(-distance / 2, batch, generator));

    Tensor Around(double x, int batch, Generator generator) => (randn([batch, 2], generator: generator) + Mean(x)).to(Real.device);

    static Tensor Mean(double x) => tensor(new[] { (float)x, 0f });
}
