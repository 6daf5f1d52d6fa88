using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;
using AdaShift.Bench.Zoo.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class MnistWorkloadTests
{
    [Theory]
    [InlineData("logistic", 7_850, 429)] // 784·10 + 10; ⌊55,000 / 128⌋
    [InlineData("mlp", 269_322, 859)] // 784·256 + 256 + 256·256 + 256 + 256·10 + 10; ⌊55,000 / 64⌋
    public void Has_the_parameters_and_the_epochs_of_the_released_script(string name, long parameters, long stepsPerEpoch)
    {
        using var trial = Open(name);

        trial.Players.ShouldHaveSingleItem().Parameters.Sum(p => p.parameter.numel()).ShouldBe(parameters);
        trial.StepsPerEpoch.ShouldBe(stepsPerEpoch);
    }

    [Fact]
    public void Logistic_regression_starts_near_the_loss_of_a_blind_guess()
    {
        using var trial = Open("logistic");
        var weight = trial.Players[0].Parameters[0].parameter;

        Evaluate(trial)["train/loss"].ShouldBe(Math.Log(10), tolerance: 0.05);
        weight.std().item<float>().ShouldBe(0.01f, tolerance: 0.001f);
    }

    [Fact]
    public void The_mlp_starts_from_a_standard_normal_in_every_weight_and_bias()
    {
        using var trial = Open("mlp");

        foreach (var (name, parameter) in trial.Players[0].Parameters)
            parameter.std().item<float>().ShouldBe(1f, tolerance: 4f / MathF.Sqrt(2 * parameter.numel()), name);
    }

    [Fact]
    public void Without_activation_the_mlp_is_a_linear_map()
    {
        manual_seed(1);
        using var model = new Mlp([7, 5, 5, 3], Activation.None);
        using var scope = NewDisposeScope();
        var (x, y) = (randn(4, 7), randn(4, 7));

        var zero = model.call(zeros(4, 7));
        var sum = model.call(x) + model.call(y) - zero;

        (model.call(x + y) - sum).abs().max().item<float>().ShouldBeLessThan(1e-5f);
    }

    [Theory]
    [InlineData("logistic")]
    [InlineData("mlp")]
    public void The_same_seed_gives_the_same_start_and_the_same_batches(string name)
    {
        using var first = Open(name, seed: 3);
        using var second = Open(name, seed: 3);
        using var other = Open(name, seed: 4);

        var losses = Losses(first, 5);

        Losses(second, 5).ShouldBe(losses);
        Losses(other, 5).ShouldNotBe(losses);
    }

    [Fact]
    public void A_snapshot_in_the_middle_of_an_epoch_goes_on_with_the_next_batch()
    {
        using var trial = Open("logistic");
        Losses(trial, 7);
        using var snapshot = new Snapshot();
        trial.Save(snapshot);
        var expected = Losses(trial, 3);

        using var restored = Open("logistic", seed: 99);
        restored.Load(snapshot);

        // The order of the batches is the seed's, so the restored trial must have the same seed; its position and θ come from the snapshot.
        using var sameSeed = Open("logistic");
        sameSeed.Load(snapshot);
        Losses(sameSeed, 3).ShouldBe(expected);
        Losses(restored, 3).ShouldNotBe(expected);
    }

    [Fact]
    public void Gradient_descent_on_real_digits_learns_them()
    {
        using var trial = Open("logistic");
        var parameters = trial.Players[0].Parameters;
        for (var step = 0; step < 200; step++)
        {
            using var scope = NewDisposeScope();
            trial.Loss().backward();
            using var unrecorded = no_grad();
            foreach (var (_, parameter) in parameters)
            {
                parameter.sub_(parameter.grad! * 0.5);
                parameter.grad!.zero_();
            }
        }

        var metrics = Evaluate(trial);

        metrics["test/accuracy"].ShouldBeGreaterThan(0.88);
        metrics["train/loss"].ShouldBeLessThan(0.45);
    }

    // What remains is compared before and after a collection: the count of TorchSharp 0.107 never forgets
    // the tensor a Parameter is made of.
    [Theory]
    [InlineData("logistic")]
    [InlineData("mlp")]
    public void A_disposed_trial_leaves_no_tensor_to_the_finalizer(string name)
    {
        Finalize();
        TrainAndDispose(name);

        var left = Tensor.TotalCount;
        Finalize();

        Tensor.TotalCount.ShouldBe(left);

        static void Finalize()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    static void TrainAndDispose(string name)
    {
        using var trial = Open(name);
        Losses(trial, 2);
        Evaluate(trial);
    }

    [Fact]
    public void Every_metric_that_is_recorded_is_declared()
    {
        using var trial = Open("logistic");

        Evaluate(trial).Keys.Append("batch/loss").Order(StringComparer.Ordinal)
            .ShouldBe(new MnistLogistic().Metrics.Select(m => m.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_batch_larger_than_the_training_set_is_a_problem_before_anything_runs() =>
        new MnistMlp(batch: 128, train: 100).Validate().ShouldHaveSingleItem().ShouldContain("batch = 128 is more than train = 100");

    static Trial Open(string name, long seed = 0)
    {
        var store = new DataStore();
        var ready = store.Status(new Mnist()).State == DataState.Ready;
        Assert.SkipUnless(ready, "MNIST is not in the data store: adashift-bench data fetch mnist");
        var run = new RunContext { Device = CPU, Seed = seed, DataRoot = store.Root, Clock = new StoppedClock() };
        manual_seed(run.SeedFor("init"));
        Workload workload = name == "mlp" ? new MnistMlp() : new MnistLogistic();
        return workload.Open(run);
    }

    static double[] Losses(Trial trial, int count)
    {
        using var scope = NewDisposeScope();
        return [.. Enumerable.Range(0, count).Select(_ => (double)trial.Loss().item<float>())];
    }

    static IReadOnlyDictionary<string, double> Evaluate(Trial trial)
    {
        using var unrecorded = no_grad();
        var evaluation = new EvaluationBuilder();
        trial.Evaluate(evaluation);
        return evaluation.Build().Metrics;
    }
}
