using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// The ill-conditioned quadratic problem: a two-layer linear net W1 W2 is to become a matrix A. All steps see all the data, so "GD" is sgd
/// on it. In float64.
/// </summary>
/// <remarks>
/// The paper gives equation 45 and κ, and neither sizes nor A nor the start; its legends are those of Rahimi and Recht's notebook, and so
/// are the sizes of its losses, so <c>form=notebook</c> is the notebook as first published: W1 [10, 6] and W2 [6, 6] from N(0, 1), 1,000
/// samples x ~ N(0, I), the loss summed over them, A = diag(1 … 1/κ, evenly spaced) times numbers from U(0, 1). That A is not as
/// ill-conditioned as it is called: only its last rows are small, so cond(A) is about 20 whatever κ. <c>form=spectrum</c> means what
/// equation 45 says: A = U S Vᵀ with random orthonormal U and V, singular values evenly spaced on a logarithmic scale from 1 down to 1/κ,
/// the expectation over x, W1 and W2 from N(0, 1/6). At κ = 1e20 the smallest singular values lie below float64's resolution of A: that
/// singular A is the problem.
/// </remarks>
/// <param name="kappa">κ, the condition number that A is meant to have.</param>
/// <param name="form">How A, the start and the loss are made.</param>
/// <param name="rows">Rows of A and W1.</param>
/// <param name="columns">Columns of A, the width of the hidden layer.</param>
/// <param name="samples">x's in the loss of <c>form=notebook</c>.</param>
/// <param name="block">Gradient steps in a training step, all of them under the same factor of a schedule.</param>
[Workload("ill-conditioned", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), appendix L, Figures 21 to 24; " +
    "Rahimi & Recht, NIPS 2017, github.com/benjamin-recht/shallow-linear-net")]
public sealed class IllConditioned(
    [Interval("[1, 1e300]")] double kappa = 1e5,
    IllConditionedForm form = IllConditionedForm.Notebook,
    [Interval("[2, 1000]")] int rows = 10,
    [Interval("[1, 1000]")] int columns = 6,
    [Interval("[1, 1e6]")] int samples = 1_000,
    [Interval("[1, 1e6]")] int block = 1) : Workload
{
    public override Goal Goal => Goal.AtMost("train/decades", -6);

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("train/loss", "", Better.Lower, form == IllConditionedForm.Notebook
            ? FormattableString.Invariant($"‖(W1 W2 − A) X‖²_F at θ, over {samples:N0} samples X.")
            : "‖W1 W2 − A‖²_F at θ."),
        new("train/decades", "log10", Better.Lower, "Decimal logarithm of train/loss; −300 for none."),
        new("train/gradient", "", Better.Lower, "Norm of the gradient at θ, over W1 and W2 together."),
        new("batch/loss", "", Better.Lower, "Mean loss of the last gradient step of each training step since the last evaluation."),
    ];

    public override string Description => FormattableString.Invariant(
        $"two-layer linear net {Sizes}, κ = {kappa:G4} ({Form}), float64; a training step is {block:N0} gradient steps");

    string Sizes => $"[{rows}, {columns}] · [{columns}, {columns}]";

    string Form => form == IllConditionedForm.Notebook ? "A and start as in Rahimi and Recht's notebook" : "singular values from 1 to 1/κ";

    public override IEnumerable<string> Validate()
    {
        if (columns > rows) yield return $"columns = {columns} is more than rows = {rows}; allowed: at most as many";
    }

    public override Trial Open(RunContext run)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var (a, xx, start) = form == IllConditionedForm.Notebook
            ? (Scaled(), OfSamples(), 1)
            : (WithSpectrum(), eye(columns, dtype: ScalarType.Float64), 1 / Math.Sqrt(columns));
        return new IllConditionedTrial(run, new TwoLayerLoss(a, xx), new TwoLayers(rows, columns, start), block);
    }

    /// <summary>[rows, columns]: rows of U(0, 1), the first times 1, the last times 1/κ.</summary>
    Tensor Scaled() =>
        linspace(1, 1 / kappa, rows, dtype: ScalarType.Float64).reshape(rows, 1) * rand(rows, columns, dtype: ScalarType.Float64);

    /// <summary>[columns, columns]: Σ x xᵀ.</summary>
    Tensor OfSamples()
    {
        var x = randn(columns, samples, dtype: ScalarType.Float64);
        return x.matmul(x.t());
    }

    /// <summary>[rows, columns]: U S Vᵀ.</summary>
    Tensor WithSpectrum()
    {
        var singular = pow(10.0, linspace(0, -Math.Log10(kappa), columns, dtype: ScalarType.Float64));
        return (Orthonormal(rows) * singular).matmul(Orthonormal(columns).t());
    }

    /// <summary>[size, columns] with orthonormal columns.</summary>
    Tensor Orthonormal(int size)
    {
        var matrix = empty(size, columns, dtype: ScalarType.Float64);
        nn.init.orthogonal_(matrix);
        return matrix;
    }
}

/// <summary>How <see cref="IllConditioned"/> makes its problem.</summary>
public enum IllConditionedForm
{
    /// <summary>As Rahimi and Recht's notebook.</summary>
    Notebook,

    /// <summary>Singular values from 1 down to 1/κ.</summary>
    Spectrum,
}
