using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>Steps along the gradients of equation 7 as training does, so that probes see them; one training step is 500.</summary>
[Workload("gradient-walk")]
public sealed class GradientWalk : Workload
{
    const int Block = 500;

    public override Goal Goal => Goal.AtMost("theta", 0);

    public override IReadOnlyList<Metric> Metrics { get; } = [new("theta", "", Better.Lower)];

    public override Trial Open(RunContext run) => new Walk(run, OnlineProblem.Stochastic(6, 1, run.SeedFor("gradients")));

    sealed class Walk : Trial
    {
        readonly OnlineProblem problem;
        readonly Point point;
        long done;

        public Walk(RunContext run, OnlineProblem problem)
            : base(run)
        {
            this.problem = problem;
            point = AddPlayer(Player.DefaultName, new Point());
            Keep("done", () => done, value => done = value);
        }

        public override void TrainStep(StepLog log)
        {
            var gradients = problem.Gradients(done, Block);
            for (var i = 0; i < Block; i++)
            {
                using var scope = NewDisposeScope();
                point.Theta.grad = gradients[i].clone();
                Players[0].Step();
            }

            done += Block;
            log.Loss("batch/loss", point.Theta.detach().sum());
        }

        public override void Evaluate(EvaluationBuilder evaluation) => evaluation.Add("theta", point.Theta.item<double>());
    }

    sealed class Point : nn.Module
    {
        public Point()
            : base(nameof(Point))
        {
            Theta = new Parameter(zeros(1, dtype: ScalarType.Float64));
            register_parameter("theta", Theta);
        }

        public Parameter Theta { get; }
    }
}
