using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// The points at which the largest slope is measured: fresh interpolates, followed by the steepest points of an earlier batch, so that
/// steep places are remembered from step to step.
/// </summary>
/// <remarks>
/// AdaShift's released code keeps 32 of 64 and chooses them again after every fifth critic step. It starts with 32 random interpolates
/// that stay for five steps; here every point is fresh until the first choice.
/// </remarks>
/// <param name="kept">How many points are kept; 0 for none.</param>
/// <param name="renewEvery">Critic steps between choices.</param>
sealed class SteepestPoints(int kept, int renewEvery) : IDisposable
{
    public static readonly string[] Names = ["steps", "points"];

    Tensor? points; // [kept, ...]
    Tensor? next; // chosen in the step in progress
    long steps;

    /// <returns>max‖∇f‖ over the points, a scalar with a graph to the critic's parameters.</returns>
    /// <exception cref="ArgumentException">The batch leaves no room for a fresh point.</exception>
    public Tensor LargestSlope(Module<Tensor, Tensor> critic, Tensor real, Tensor fake, Generator generator)
    {
        if (kept > 0 && real.shape[0] <= kept)
            throw new ArgumentException(
                $"A batch of {real.shape[0]} is too small to keep the {kept} steepest points: give it at least {kept + 1}, or keep fewer.",
                nameof(real));
        var batch = Join(real, fake, generator);
        var slopes = Slopes.Of(critic, batch);
        if (kept > 0 && (steps + 1) % renewEvery == 0) Note(batch, slopes);
        return slopes.max();
    }

    public void AfterStep()
    {
        steps++;
        if (next is null) return;
        points?.Dispose();
        (points, next) = (next, null);
    }

    public void Save(Snapshot to)
    {
        to.Put("steps", steps);
        if (points is not null) to.Put("points", points);
    }

    public void Load(Snapshot from)
    {
        Dispose();
        steps = from.GetInteger("steps");
        if (from.Has("points")) points = from.GetTensor("points").clone().DetachFromDisposeScope();
    }

    public void Dispose()
    {
        points?.Dispose();
        next?.Dispose();
        (points, next) = (null, null);
    }

    Tensor Join(Tensor real, Tensor fake, Generator generator)
    {
        if (points is null) return Interpolates.Between(real, fake, generator);
        var fresh = real.shape[0] - kept;
        return cat([Interpolates.Between(real.narrow(0, 0, fresh), fake.narrow(0, 0, fresh), generator), points.to(real.device)]);
    }

    void Note(Tensor batch, Tensor slopes)
    {
        using var unrecorded = no_grad();
        next?.Dispose();
        next = batch.index_select(0, slopes.topk(kept).indexes).DetachFromDisposeScope();
    }
}
