using AdaShift.Bench.Contracts;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// The ill-conditioned quadratic problem: a two-layer linear net W1 W2 is to become a matrix A of condition number κ. Loss: E‖W1 W2 x − A
/// x‖² over x ~ N(0, I), which is ‖W1 W2 − A‖²_F exactly; so "GD" is sgd on it. In float64.
/// </summary>
/// <remarks>
/// The paper gives equation 45 and κ, and neither sizes nor A nor the start. Here W1 is [10, 6] and W2 [6, 6] (the sizes of Rahimi and
/// Recht's talk); A = U S Vᵀ with random orthonormal U and V, and singular values spaced evenly on a logarithmic scale from 1 down to
/// 1/κ; W1 and W2 start at N(0, 1/6). At κ = 1e20 the smallest singular values lie below float64's resolution of A: that singular A is
/// the problem.
/// </remarks>
/// <param name="kappa">κ, the condition number of A.</param>
/// <param name="rows">Rows of A and W1.</param>
/// <param name="columns">Columns of A, the width of the hidden layer.</param>
/// <param name="block">Gradient steps in a training step, which is also an epoch for schedules that count those.</param>
[Workload("ill-conditioned", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), appendix L, Figures 21 to 24; Rahimi & Recht, NIPS 2017")]
public sealed class IllConditioned(
    [In("[1, 1e300]")] double kappa = 1e5,
    [In("[1, 1000]")] int rows = 10,
    [In("[1, 1000]")] int columns = 6,
    [In("[1, 1e6]")] int block = 1) : Workload
{
    public override Goal Goal => Goal.AtMost("train/loss", 1e-6);

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new("train/loss", "", Better.Lower, "‖W1 W2 − A‖²_F at θ."),
        new("train/gradient", "", Better.Lower, "Norm of the gradient at θ, over W1 and W2 together."),
        new("batch/loss", "", Better.Lower, "Mean loss of the last gradient step of each training step since the last evaluation."),
    ];

    public override string Description => FormattableString.Invariant(
        $"two-layer linear net [{rows}, {columns}] · [{columns}, {columns}], κ = {kappa:G4}, float64; a training step is {block:N0} gradient steps");

    public override IEnumerable<string> Problems()
    {
        if (columns > rows) yield return $"columns = {columns} is more than rows = {rows}; allowed: at most as many";
    }

    public override Trial Open(RunContext run) => new Descent(run, Target(), new TwoLayers(rows, columns), block);

    /// <summary>[rows, columns]: U S Vᵀ.</summary>
    Tensor Target()
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var exponents = linspace(0, -Math.Log10(kappa), columns, dtype: ScalarType.Float64);
        var singular = pow(10.0, exponents);
        return ((Orthonormal(rows) * singular).matmul(Orthonormal(columns).t())).MoveToOuterDisposeScope();
    }

    /// <summary>[size, columns] with orthonormal columns.</summary>
    Tensor Orthonormal(int size)
    {
        var matrix = empty(size, columns, dtype: ScalarType.Float64);
        nn.init.orthogonal_(matrix);
        return matrix;
    }

    sealed class TwoLayers : nn.Module
    {
        public TwoLayers(int rows, int columns)
            : base(nameof(TwoLayers))
        {
            W1 = new Parameter(randn(rows, columns, dtype: ScalarType.Float64) / Math.Sqrt(columns));
            W2 = new Parameter(randn(columns, columns, dtype: ScalarType.Float64) / Math.Sqrt(columns));
            register_parameter("w1", W1);
            register_parameter("w2", W2);
        }

        public Parameter W1 { get; }

        public Parameter W2 { get; }
    }

    sealed class Descent : Trial
    {
        readonly Tensor target;
        readonly TwoLayers net;
        readonly int block;

        public Descent(RunContext run, Tensor target, TwoLayers net, int block)
            : base(run)
        {
            this.block = block;
            this.net = AddPlayer(Player.DefaultName, net);
            this.target = Own(target.to(run.Device).DetachFromDisposeScope());
        }

        public override long OptimizerSteps => block;

        /// <summary>So that schedules can count training steps, whatever the block.</summary>
        public override long? StepsPerEpoch => 1;

        /// <summary>The gradient is written out: 2 (W1 W2 − A) W2ᵀ and 2 W1ᵀ (W1 W2 − A).</summary>
        public override void TrainStep(StepLog log)
        {
            using var unrecorded = no_grad();
            Tensor? loss = null;
            for (var i = 0; i < block; i++)
            {
                using var scope = NewDisposeScope();
                var (of1, of2, current) = Gradients();
                (net.W1.grad, net.W2.grad) = (of1, of2);
                if (i == block - 1) loss = current.MoveToOuterDisposeScope();
                Players[0].Step();
            }

            Players[0].ZeroGrad();
            log.Loss("batch/loss", loss!);
        }

        public override void Evaluate(EvaluationBuilder evaluation)
        {
            var (of1, of2, loss) = Gradients();
            evaluation.Add("train/loss", loss.item<double>());
            evaluation.Add("train/gradient", Math.Sqrt(of1.square().sum().item<double>() + of2.square().sum().item<double>()));
        }

        (Tensor w1, Tensor w2, Tensor loss) Gradients()
        {
            var difference = net.W1.matmul(net.W2).sub_(target);
            return (2 * difference.matmul(net.W2.t()), 2 * net.W1.t().matmul(difference), difference.square().sum());
        }
    }
}
