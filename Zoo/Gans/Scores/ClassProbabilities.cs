using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>A classifier's p(y|x), checked, in float64.</summary>
static class ClassProbabilities
{
    /// <summary>How far a sum may be from 1: float16 probabilities are summed too.</summary>
    const double Tolerance = 1e-2;

    /// <exception cref="ArgumentException">A row is not a distribution: names it.</exception>
    public static Tensor Check(Tensor probabilities)
    {
        if (probabilities.dim() != 2 || probabilities.shape[0] < 1)
            throw new ArgumentException(
                $"Probabilities are [N, classes], at least one row, not {probabilities.Shape()}.", nameof(probabilities));
        var p = probabilities.to(ScalarType.Float64);
        var isWrong = (p.sum(1) - 1).abs().gt(Tolerance).logical_or(p.lt(0).any(1));
        if (!isWrong.any().item<bool>()) return p;
        var row = isWrong.to(ScalarType.Int64).argmax().item<long>();
        var (least, sum) = (p[row].min().item<double>(), p[row].sum().item<double>());
        throw new ArgumentException(
            FormattableString.Invariant($"Row {row} is no distribution: its least probability is {least:G6}, its sum {sum:G6}."),
            nameof(probabilities));
    }
}
