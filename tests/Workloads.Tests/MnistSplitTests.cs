using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

/// <summary>On pictures of one pixel each, whose value is the row they have in the file.</summary>
public sealed class MnistSplitTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void The_rows_trained_on_are_the_last_of_the_file()
    {
        using var split = MnistSplit.Of(Rows(train: 20, test: 3), Seeded(1), batch: 2, train: 6);

        split.Train.StepsPerEpoch.ShouldBe(3);
        Enumerable.Range(0, 3).SelectMany(_ => Values(split.Train.Next().Tensors[0])).Order().ShouldBe([14, 15, 16, 17, 18, 19]);
        Values(split.Test.Images).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public void A_picture_keeps_its_label()
    {
        using var split = MnistSplit.Of(Rows(train: 20, test: 3), Seeded(1), batch: 6, train: 6);

        var (images, labels) = split.Train.Next();
        labels.data<long>().ToArray().ShouldBe(Values(images).Select(row => (long)row % 10));
        split.TrainProbe.Labels.data<long>().ToArray().ShouldBe(Values(split.TrainProbe.Images).Select(row => (long)row % 10));
    }

    [Fact]
    public void The_rest_of_an_epoch_that_fills_no_batch_is_dropped()
    {
        using var split = MnistSplit.Of(Rows(train: 20, test: 3), Seeded(1), batch: 4, train: 6);

        split.Train.StepsPerEpoch.ShouldBe(1);
    }

    [Theory]
    [InlineData(50, 50)]
    [InlineData(10_040, 10_000)]
    public void The_probe_is_the_first_ten_thousand_of_the_rows_trained_on(int train, int probed)
    {
        using var split = MnistSplit.Of(Rows(train: 10_100, test: 3), Seeded(1), batch: 10, train);

        Values(split.TrainProbe.Images).ShouldBe(Enumerable.Range(10_100 - train, probed).Select(row => (float)row));
    }

    [Fact]
    public void At_every_seed_a_model_is_measured_on_the_same_examples_and_trained_in_another_order()
    {
        var mnist = Rows(train: 10_100, test: 30);

        var (measured, trained) = Look(1);
        var (again, other) = Look(2);

        again.ShouldBe(measured);
        other.ShouldNotBe(trained);

        (IReadOnlyDictionary<string, double> metrics, float[] batch) Look(long seed)
        {
            using var split = MnistSplit.Of(mnist, Seeded(seed), batch: 10, train: 10_040);
            var batch = Values(split.Train.Next().Tensors[0]);
            using var trial = new ClassificationTrial(Seeded(seed), split with { Owned = [] }, Slope());
            using var unrecorded = no_grad();
            var evaluation = new EvaluationBuilder();
            trial.Evaluate(evaluation);
            return (evaluation.Build().Metrics, batch);
        }
    }

    /// <summary>The same model every time: its logits rise with the row by one amount a class.</summary>
    static nn.Module<Tensor, Tensor> Slope()
    {
        using var unrecorded = no_grad();
        var model = nn.Linear(1, 10, hasBias: false);
        model.weight.copy_(arange(10, dtype: ScalarType.Float32).reshape(10, 1) * 1e-4);
        return model;
    }

    static MnistData Rows(int train, int test) => new(Rows(train), Rows(test));

    static LabelledImages Rows(int count) =>
        new(arange(count, dtype: ScalarType.Float32).reshape(count, 1), arange(count, dtype: ScalarType.Int64).remainder(10));

    static RunContext Seeded(long seed) => new() { Device = CPU, Seed = seed, DataRoot = "", Clock = new StoppedClock() };

    static float[] Values(Tensor images) => images.data<float>().ToArray();
}
