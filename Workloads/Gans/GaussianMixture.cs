using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>Where the modes of a mixture in the plane are.</summary>
public enum ToyMixture
{
    /// <summary>8 modes on a circle of radius 2.</summary>
    Ring,

    /// <summary>5 × 5 modes, 2 apart.</summary>
    Grid,
}

/// <summary>A mixture of Gaussians of equal weight and deviation.</summary>
sealed record GaussianMixture(ToyMixture Kind, double Sigma)
{
    /// <summary>A sample within this many deviations of a mode is a good one, as in the papers.</summary>
    const double Near = 3;

    /// <summary>[modes,2].</summary>
    public float[,] Modes { get; } = Kind == ToyMixture.Ring ? Ring() : Grid();

    public int Count => Modes.GetLength(0);

    /// <returns>[count,2] float32, on the CPU.</returns>
    public Tensor Draw(int count, Generator generator)
    {
        using var unrecorded = no_grad();
        var mode = randint(Count, [count], generator: generator);
        return tensor(Modes).index_select(0, mode) + (Sigma * randn([count, 2], generator: generator));
    }

    /// <summary>Assigns each sample to its nearest mode.</summary>
    /// <param name="samples">[N,2].</param>
    /// <returns>
    /// How many samples are good, that is within 3σ of their mode; and how many modes are covered, that is have a quarter or more of the
    /// good samples that are due to each.
    /// </returns>
    public (int good, int covered) Score(Tensor samples)
    {
        using var scope = NewDisposeScope();
        var (distance, mode) = cdist(samples.cpu(), tensor(Modes)).min(1);
        var good = mode[distance.le(Near * Sigma)].data<long>().ToArray();
        var enough = samples.shape[0] / (4.0 * Count);
        return (good.Length, good.CountBy(m => m).Count(m => m.Value >= enough));
    }

    static float[,] Ring()
    {
        var modes = new float[8, 2];
        for (var i = 0; i < 8; i++)
            (modes[i, 0], modes[i, 1]) = ((float)(2 * Math.Cos(i * Math.PI / 4)), (float)(2 * Math.Sin(i * Math.PI / 4)));
        return modes;
    }

    static float[,] Grid()
    {
        var modes = new float[25, 2];
        for (var i = 0; i < 25; i++) (modes[i, 0], modes[i, 1]) = ((2 * (i % 5)) - 4, (2 * (i / 5)) - 4);
        return modes;
    }
}
