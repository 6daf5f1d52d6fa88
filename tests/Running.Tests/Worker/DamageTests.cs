using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Damaged files cost at most the work since the checkpoint before; they never crash a run or change its numbers.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class DamageTests
{
    [Theory]
    [InlineData(0)]   // the length of the header
    [InlineData(12)]  // the name of the metadata
    [InlineData(50)]  // the checksum
    [InlineData(200)] // the checkpoint's own values
    [InlineData(-1)]  // the tensors
    public void A_flipped_bit_sends_the_run_to_the_checkpoint_before(int at) =>
        AfterDamage(run => FlipBit(run.NewestCheckpoint, at), "step-000000000009 cannot be used", "continues from step 6");

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.999)]
    public void So_does_a_truncated_file(double share) =>
        AfterDamage(run => Truncate(run.NewestCheckpoint, share), "step-000000000009 cannot be used", "continues from step 6");

    [Theory]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public void So_does_a_value_that_cannot_be_loaded_whatever_that_throws(string value) =>
        AfterDamage(run => Put(run, "step", value), "step-000000000009 cannot be used", "continues from step 6");

    [Fact]
    public void So_does_a_part_that_the_model_has_not() => AfterDamage(
        run => Put(run, "trial/removed/value", "3"), "step-000000000009 cannot be used", "'trial/removed', the trial has not",
        "continues from step 6");

    [Fact]
    public void A_disk_that_fails_for_a_while_harms_no_checkpoint()
    {
        var failing = ReadError.OrSkip();
        using var run = Interrupted();
        var newest = run.NewestCheckpoint;
        File.Move(newest, run.File("kept"));
        File.CreateSymbolicLink(newest, failing);
        Should.Throw<IOException>(() => run.Run());

        File.Move(run.File("kept"), newest, overwrite: true);
        run.Run().ShouldBe(RunStatus.Completed);
        run.Notes.ShouldBeEmpty();
        run.ShouldEqualUnharmed();
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.00 GiB", true)]
    [InlineData("CUDA error: device-side assert triggered", true)]
    [InlineData("copy_: std::bad_alloc", true)]
    [InlineData("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes", true)]
    [InlineData("The size of tensor a (4) must match the size of tensor b (5)", false)]
    public void What_the_machine_lacks_is_not_held_against_a_checkpoint(string message, bool isOfTheMachine)
    {
        var problem = new InvalidOperationException(message); // libtorch's ExternalException is not for us to make
        Reason.IsOfTheMachine(problem).ShouldBe(isOfTheMachine);
        Reason.IsOfTheMachine(new FormatException("It could not be loaded.", problem)).ShouldBe(isOfTheMachine);
    }

    [Fact]
    public void With_no_checkpoint_left_it_starts_again()
    {
        using var run = Interrupted();
        foreach (var file in new CheckpointFolder(run.Folder.Checkpoints).NewestFirst()) FlipBit(file, -1);
        run.Run().ShouldBe(RunStatus.Completed);
        run.ShouldEqualUnharmed();
        run.Notes.ShouldHaveSingleItem().ShouldContain("the run starts again");
    }

    [Fact]
    public void A_checkpoint_of_other_work_is_not_loaded()
    {
        using var run = Interrupted();
        run.Write(run.Spec with { Workload = "toy-quadratic[size=5]" });
        run.Run().ShouldBe(RunStatus.Completed);
        run.Notes.ShouldHaveSingleItem().ShouldContain("the run starts again");
    }

    [Fact]
    public void What_could_not_be_used_is_kept_and_the_records_say_why()
    {
        using var run = Interrupted();
        FlipBit(run.NewestCheckpoint, -1);
        run.Run();
        File.Exists(run.File("checkpoints/step-000000000009.safetensors.unusable")).ShouldBeTrue();
        run.Records.Events.Single(e => e.Kind == EventRecord.Resumed).Note.ShouldBe(run.Notes.Single());
    }

    [Fact]
    public void A_half_written_last_event_is_cut_off_and_kept_aside()
    {
        using var run = Interrupted();
        File.AppendAllText(run.File(EventRecord.FileName), "{\"kind\":\"evaluation\",\"st");
        run.Records.Problems.ShouldBeEmpty();
        run.Run();
        run.ShouldEqualUnharmed();
        File.ReadAllText(run.File("events.discarded.jsonl")).ShouldEndWith("{\"kind\":\"evaluation\",\"st\n");
    }

    [Fact]
    public void Lost_events_send_the_run_to_a_checkpoint_that_has_all_of_its_own()
    {
        using var run = Interrupted();
        var lines = File.ReadAllLines(run.File(EventRecord.FileName));
        File.WriteAllText(run.File(EventRecord.FileName), string.Join('\n', lines[..^1]) + "\n");
        run.Run().ShouldBe(RunStatus.Completed);
        run.ShouldEqualUnharmed();
        run.Notes.Single().ShouldContain("events.jsonl has");
    }

    [Fact]
    public void Only_two_checkpoints_are_kept()
    {
        using var run = new ToyRun(steps: 20);
        run.Run(checkpointEvery: 1);
        Directory.GetFiles(run.File("checkpoints")).Select(Path.GetFileName)
            .ShouldBe(["step-000000000020.safetensors", "step-000000000019.safetensors"], ignoreOrder: true);
    }

    [Fact]
    public void What_a_worker_left_half_written_goes_with_the_next_checkpoint()
    {
        using var run = Interrupted();
        string[] leftovers = ["step-000000000003.safetensors.tmp", "step-000000000012.safetensors.0f.tmp", "step-000000000003.safetensors"];
        foreach (var file in leftovers.Append("step-000000000003.safetensors.unusable"))
            File.WriteAllText(run.File($"checkpoints/{file}"), "");
        run.Run();
        Directory.GetFiles(run.File("checkpoints")).Select(Path.GetFileName).ShouldBe(
            ["step-000000000003.safetensors.unusable", "step-000000000009.safetensors", "step-000000000020.safetensors"],
            ignoreOrder: true);
    }

    static void AfterDamage(Action<ToyRun> damage, params string[] saying)
    {
        using var run = Interrupted();
        damage(run);
        run.Run().ShouldBe(RunStatus.Completed);
        run.ShouldEqualUnharmed();
        foreach (var words in saying) run.Notes.ShouldHaveSingleItem().ShouldContain(words);
    }

    /// <summary>With checkpoints at steps 6 and 9, dead at step 11.</summary>
    static ToyRun Interrupted()
    {
        var run = new ToyRun(steps: 20);
        Action<long> dieAt11 = step => { if (step == 11) throw new IOException("dead"); };
        Should.Throw<IOException>(() => run.Run(checkpointEvery: 3, atProgress: dieAt11));
        return run;
    }

    /// <summary>Changes a value, with a valid checksum.</summary>
    static void Put(ToyRun run, string key, string value) => run.Newest(checkpoint =>
        checkpoint with { Values = new Dictionary<string, string>(checkpoint.Values) { [key] = value } });

    /// <param name="at">Which byte; -1 for the last one.</param>
    static void FlipBit(string file, int at)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[at < 0 ? bytes.Length + at : at] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    static void Truncate(string file, double share)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength((long)(stream.Length * share));
    }
}

static class DamageAssertions
{
    public static void ShouldEqualUnharmed(this ToyRun run)
    {
        using var unharmed = new ToyRun(steps: 20);
        unharmed.Run();
        run.ShouldEqual(unharmed);
    }
}
