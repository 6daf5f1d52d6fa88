using TorchSharp;

namespace AdaShift.Bench.Running.Tests;

[Collection(GlobalGenerator.Tests)]
public sealed class WorkerTests
{
    [Fact]
    public void It_evaluates_before_the_first_step_at_every_interval_and_at_the_end()
    {
        using var run = new ToyRun(steps: 10);
        run.Run().ShouldBe(RunStatus.Completed);
        run.Records.Evaluations.Select(e => e.Step).ShouldBe([0L, 4, 8, 10]);
        run.Records.Evaluations.Select(e => e.Epoch).ShouldBe([0, 0.4, 0.8, 1.0]);
        run.Records.Events.Select(e => e.Kind).Distinct().ShouldBe([EventRecord.Started, EventRecord.Evaluated, EventRecord.Finished]);
    }

    [Fact]
    public void An_evaluation_has_the_workloads_metrics_the_probes_and_the_mean_of_the_steps_since_the_last()
    {
        using var run = new ToyRun(steps: 4);
        run.Run();
        var (first, last) = (run.Records.Evaluations.First(), run.Records.Evaluations.Last());
        first.Metrics.Keys.ShouldBe(["probe/path", "test/loss"], ignoreOrder: true);
        last.Metrics.Keys.ShouldBe(["batch/loss", "probe/path", "test/loss"], ignoreOrder: true);
        last.Metrics["test/loss"].ShouldBeLessThan(first.Metrics["test/loss"]);
    }

    [Fact]
    public void Evaluating_changes_nothing_that_training_sees()
    {
        using var seldom = new ToyRun(steps: 12);
        seldom.Write(seldom.Spec with { Length = new(Steps: 12, EvaluateEverySteps: 12) });
        using var often = new ToyRun(steps: 12);
        often.Write(often.Spec with { Length = new(Steps: 12, EvaluateEverySteps: 1) });
        seldom.Run();
        often.Run();
        Theta(often).ShouldBe(Theta(seldom));

        static string Theta(ToyRun run) => File.ReadAllText(Path.Combine(RecordedRun.ArtefactFolder(run.Folder.Path, 12), "theta.txt"));
    }

    [Fact]
    public void Runs_of_one_seed_start_from_the_same_parameters_whatever_the_optimizer()
    {
        using var momentum = new ToyRun();
        using var sgd = new ToyRun(optimizers: new Dictionary<string, string> { ["model"] = "toy-sgd" });
        using var other = new ToyRun();
        other.Write(other.Spec with { Seed = 4 });
        foreach (var run in new[] { momentum, sgd, other }) run.Run();
        double[] starts = [.. new[] { momentum, sgd, other }.Select(c => c.Records.Evaluations.First().Metrics["test/loss"])];
        starts[1].ShouldBe(starts[0]);
        starts[2].ShouldNotBe(starts[0]);
    }

    [Fact]
    public void A_run_repeats_bit_for_bit()
    {
        using var one = new ToyRun("toy-sequence");
        using var two = new ToyRun("toy-sequence");
        one.Run();
        two.Run();
        two.ShouldEqual(one);
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_run_as_diverged_at_its_step()
    {
        using var run = new ToyRun("toy-misbehaving[deed=nan,at=7]");
        run.Run().ShouldBe(RunStatus.Diverged);
        var result = run.Records.Result.ShouldNotBeNull();
        (result.Status, result.Steps, result.Reason).ShouldBe((RunStatus.Diverged, 7L, "batch/loss is NaN"));
        result.Metrics.ShouldBe(run.Records.Evaluations.Last().Metrics);
        var last = run.Records.Events[^1];
        (last.Kind, last.Step, last.Note).ShouldBe((EventRecord.Diverged, 7L, "batch/loss is NaN"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_loss_that_is_read_late_is_no_checkpoints_to_save(bool isAsked)
    {
        using var run = new ToyRun("toy-misbehaving[deed=nan,at=7]");
        using var stop = new CancellationTokenSource();
        Action<long> ask = step => { if (isAsked && step == 7) stop.Cancel(); };
        run.Run(checkpointEvery: isAsked ? 1_000_000 : 7, ask, readsLossesLate: true, stop: stop.Token).ShouldBe(RunStatus.Diverged);

        var result = run.Records.Result.ShouldNotBeNull();
        (result.Status, result.Steps, result.Reason).ShouldBe((RunStatus.Diverged, 7L, "batch/loss is NaN"));
        new CheckpointFolder(run.Folder.Checkpoints).NewestFirst().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nan-gradient", null, 1)]
    [InlineData("nan-gradient", null, 100)]
    [InlineData("nan-gradient", "toy-clip[bound=0.5]", 4)]
    [InlineData("infinite-gradient", null, 4)]
    [InlineData("infinite-gradient", "toy-clip[bound=0.5]", 100)]
    public void A_gradient_that_is_not_finite_under_a_finite_loss_ends_the_run_at_its_step(string deed, string? clip, long evaluateEvery)
    {
        foreach (var optimizer in new[] { "toy-momentum", "toy-sgd", "toy-sign" })
        {
            using var run = new ToyRun(
                $"toy-misbehaving[deed={deed},at=5]", optimizers: new Dictionary<string, string> { ["model"] = optimizer });
            run.Write(run.Spec with { Clip = clip, Length = new(Steps: 200, EvaluateEverySteps: evaluateEvery) });
            run.Run().ShouldBe(RunStatus.Diverged);
            var result = run.Records.Result.ShouldNotBeNull();
            (result.Steps, result.Reason).ShouldBe((5, "the gradient of 'theta' is not finite"), $"{optimizer}");
        }
    }

    [Fact]
    public void An_evaluation_that_changes_the_model_is_named()
    {
        using var run = new ToyRun("toy-misbehaving[deed=change-theta,at=5]");
        Should.Throw<InvalidOperationException>(() => run.Run()).Message
            .ShouldStartWith("MisbehavingTrial.Evaluate changed 'theta': an evaluation must leave the model as it was");
    }

    [Fact]
    public void Parameters_that_are_not_finite_are_found_at_their_step()
    {
        using var run = new ToyRun(steps: 8, optimizers: new Dictionary<string, string> { ["model"] = "toy-sgd[lr=1e300]" });
        run.Write(run.Spec with { Clip = null, Schedule = null, Length = new(Steps: 1) });
        run.Run().ShouldBe(RunStatus.Diverged);
        (run.Records.Result!.Steps, run.Records.Result.Reason).ShouldBe((1L, "the value of 'theta' is not finite"));
    }

    [Fact]
    public void What_a_plugin_throws_passes_through_and_the_records_so_far_stay()
    {
        using var run = new ToyRun("toy-misbehaving[deed=throw,at=6]");
        Should.Throw<InvalidOperationException>(() => run.Run()).Message.ShouldBe("The model file has the wrong size.");
        run.Records.Evaluations.Select(e => e.Step).ShouldBe([0L, 4]);
        run.Records.Result.ShouldBeNull();
    }

    [Fact]
    public void A_run_lets_nobody_else_in()
    {
        using var run = new ToyRun();
        RecordException? refused = null;
        run.Run(atProgress: step => { if (step == 1) refused = Should.Throw<RecordException>(() => run.Run()); });
        refused!.Message.ShouldContain($"process {Environment.ProcessId}");
    }

    [Fact]
    public void A_full_disk_is_named_and_harms_nothing()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using var run = new ToyRun(steps: 20);
        Action<long> dieAt11 = step => { if (step == 11) throw new IOException("dead"); };
        Should.Throw<IOException>(() => run.Run(checkpointEvery: 3, atProgress: dieAt11));
        var before = File.ReadAllBytes(run.NewestCheckpoint);

        File.CreateSymbolicLink(run.File("checkpoints/step-000000000020.safetensors.tmp"), "/dev/full");
        var full = Should.Throw<RecordWriteException>(() => run.Run());
        full.Message.ShouldContain("no space left on the device");
        full.Message.ShouldContain("run the same command to continue");
        File.ReadAllBytes(run.File("checkpoints/step-000000000009.safetensors")).ShouldBe(before);

        File.Delete(run.File("checkpoints/step-000000000020.safetensors.tmp"));
        run.Run().ShouldBe(RunStatus.Completed);
        run.ShouldEqualUnharmed();
    }

    [Fact]
    public void Events_that_a_full_disk_refuses_are_named()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full here.");
        using var run = new ToyRun();
        File.CreateSymbolicLink(run.File(EventRecord.FileName), "/dev/full");
        var full = Should.Throw<RecordWriteException>(() => run.Run());
        full.Message.ShouldStartWith($"Cannot write '{run.File(EventRecord.FileName)}': no space left");
    }

    [Theory]
    [InlineData("toy-quadratic", 20_000)]
    [InlineData("toy-two-player", 1_000)]
    public void No_tensor_is_left_behind_by_a_step(string workload, long steps)
    {
        using var run = new ToyRun(workload, optimizers: workload == "toy-two-player"
            ? new Dictionary<string, string> { ["generator"] = "toy-momentum", ["critic"] = "toy-sgd" } : null);
        run.Write(run.Spec with { Length = new(Steps: steps, EvaluateEverySteps: steps / 4) });
        var live = new List<long>();
        run.Run(checkpointEvery: steps / 10, atProgress: step =>
        {
            if (step % (steps / 4) == 5) live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        });
        live.Count.ShouldBe(4);
        live.Distinct().ShouldHaveSingleItem();
    }
}
