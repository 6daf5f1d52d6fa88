using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>Pearson correlations of many pairs of series at once, from running sums in float64.</summary>
sealed class PairSums : IDisposable
{
    Tensor? sums; // [5, …]: Σx, Σy, Σx², Σy², Σxy
    long count;

    /// <summary>Whether nothing was added yet.</summary>
    public bool IsEmpty => sums is null;

    /// <summary>One more value of each series; the shapes broadcast to those of the pairs.</summary>
    public void Add(Tensor x, Tensor y)
    {
        using var scope = NewDisposeScope();
        var one = stack(broadcast_tensors(x, y, x * x, y * y, x * y));
        count++;
        if (sums is null) sums = one.DetachFromDisposeScope();
        else sums.add_(one);
    }

    /// <summary>Correlations, shaped like the pairs; NaN where a series does not vary. Null before there are three values.</summary>
    public Tensor? Correlations()
    {
        if (sums is null || count < 3) return null;
        using var scope = NewDisposeScope();
        var (x, y) = (sums[0], sums[1]);
        var spread = ((count * sums[2]) - (x * x)) * ((count * sums[3]) - (y * y));
        return (((count * sums[4]) - (x * y)) / spread.sqrt()).MoveToOuterDisposeScope();
    }

    public void Save(Snapshot to)
    {
        to.Put("count", count);
        if (sums is not null) to.Put("sums", sums);
    }

    public void Load(Snapshot from)
    {
        Dispose();
        count = from.GetInteger("count");
        sums = from.Has("sums") ? from.GetTensor("sums").clone().DetachFromDisposeScope() : null;
    }

    public void Dispose()
    {
        sums?.Dispose();
        sums = null;
    }
}
