using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Testing;

/// <summary>Guesses the sum of a sequence's symbols; every batch has another length, and the data position is part of the state.</summary>
[Workload("toy-sequence", Source = "Test")]
public sealed class ToySequence : Workload
{
    public override Goal Goal => Goal.AtMost("test/error", 0.1);

    public override IReadOnlyList<Metric> Metrics => [new("test/error", "", Better.Lower)];

    public override Trial Open(RunContext run) => new SequenceTrial(run);

    sealed class SequenceTrial : Trial
    {
        readonly Embedding values;
        long position;

        public SequenceTrial(RunContext run)
            : base(run)
        {
            values = AddPlayer(Player.DefaultName, Embedding(5, 1));
            Keep("position", () => position, value => position = value);
        }

        public override long? StepsPerEpoch => 7;

        public override Tensor Loss()
        {
            Tensor batch;
            using (Run.Clock.Enter(Phase.Data)) batch = Batch(position++);
            return Error(batch);
        }

        public override void Evaluate(EvaluationBuilder evaluation) => evaluation.Add("test/error", Error(Batch(-1)).item<float>());

        Tensor Error(Tensor batch) => (values.call(batch).sum(1).squeeze(1) - batch.sum(1)).square().mean();

        /// <summary>[4, length] symbols in [0, 5), length 1..6, both from the number of the batch alone.</summary>
        Tensor Batch(long number)
        {
            using var random = new Generator((ulong)RunContext.DeriveSeed(Run.Seed, $"batch {number}"));
            long length = 1 + ((number % 6) + 6) % 6;
            return randint(0, 5, new[] { 4, length }, dtype: ScalarType.Int64, generator: random);
        }
    }
}
