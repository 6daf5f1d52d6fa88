using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Damaged files cost at most the work since the checkpoint before; they never crash a run or change its numbers.</summary>
[Collection(GlobalGenerator.Tests)]
public sealed class DamageTests
{
    const string Record = ".json";
    const string Tensors = ".safetensors";

    [Theory]
    [InlineData(Record)]
    [InlineData(Tensors)]
    public void A_flipped_bit_sends_the_run_to_the_checkpoint_before(string file) =>
        AfterDamage(name => FlipBit(name + file), "step-000000000009 cannot be used", "goes on from step 6");

    [Theory]
    [InlineData(Record)]
    [InlineData(Tensors)]
    public void So_does_a_truncated_file(string file) =>
        AfterDamage(name => Truncate(name + file), "step-000000000009 cannot be used", "goes on from step 6");

    [Fact]
    public void So_do_missing_tensors() =>
        AfterDamage(name => File.Delete(name + Tensors), "step-000000000009 cannot be used", "is missing", "goes on from step 6");

    [Theory]
    [InlineData("many")]
    [InlineData("99999999999999999999")]
    public void So_does_a_value_that_cannot_be_loaded_whatever_that_throws(string value) =>
        AfterDamage(name => Put(name, "step", value), "step-000000000009 cannot be used", "goes on from step 6");

    [Fact]
    public void So_does_a_part_that_the_model_has_not() => AfterDamage(
        name => Put(name, "trial/removed/value", "3"), "step-000000000009 cannot be used", "'trial/removed', the model has not",
        "goes on from step 6");

    [Fact]
    public void A_disk_that_fails_for_a_while_harms_no_checkpoint()
    {
        var failing = ReadError.OrSkip();
        using var run = Interrupted();
        var newest = run.NewestCheckpoint;
        File.Move(newest + Record, run.File("kept"));
        File.CreateSymbolicLink(newest + Record, failing);
        Should.Throw<IOException>(() => run.Run());

        File.Move(run.File("kept"), newest + Record, overwrite: true);
        run.Run().ShouldBe(RunEnd.Completed);
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
        foreach (var name in new CheckpointFolder(run.Folder.Checkpoints).NewestFirst()) FlipBit(name + Tensors);
        run.Run().ShouldBe(RunEnd.Completed);
        run.ShouldEqualUnharmed();
        run.Notes.ShouldHaveSingleItem().ShouldContain("the run starts again");
    }

    [Fact]
    public void A_checkpoint_of_other_work_is_not_loaded()
    {
        using var run = Interrupted();
        run.Write(run.Spec with { Workload = "toy-quadratic[size=5]" });
        run.Run().ShouldBe(RunEnd.Completed);
        run.Notes.ShouldHaveSingleItem().ShouldContain("the run starts again");
    }

    [Fact]
    public void What_could_not_be_used_is_kept_and_the_records_say_why()
    {
        using var run = Interrupted();
        FlipBit(run.NewestCheckpoint + Tensors);
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
        run.Run().ShouldBe(RunEnd.Completed);
        run.ShouldEqualUnharmed();
        run.Notes.Single().ShouldContain("events.jsonl has");
    }

    [Fact]
    public void Only_two_checkpoints_are_kept()
    {
        using var run = new ToyRun(steps: 20);
        run.Run(checkpointEvery: 1);
        Directory.GetFiles(run.File("checkpoints")).Length.ShouldBe(4);
        new CheckpointFolder(run.Folder.Checkpoints).NewestFirst().Select(Path.GetFileName)
            .ShouldBe(["step-000000000020", "step-000000000019"]);
    }

    [Fact]
    public void What_a_worker_left_half_written_goes_with_the_next_checkpoint()
    {
        using var run = Interrupted();
        string[] leftovers = ["step-000000000003.json.tmp", "step-000000000012.safetensors.0f.tmp", "step-000000000012.safetensors"];
        foreach (var file in leftovers.Append("step-000000000003.json.unusable")) File.WriteAllText(run.File($"checkpoints/{file}"), "");
        run.Run();
        Directory.GetFiles(run.File("checkpoints")).Select(Path.GetFileName).ShouldBe(
            [
                "step-000000000003.json.unusable", "step-000000000009.json", "step-000000000009.safetensors", "step-000000000020.json",
                "step-000000000020.safetensors",
            ],
            ignoreOrder: true);
    }

    static void AfterDamage(Action<string> damage, params string[] saying)
    {
        using var run = Interrupted();
        damage(run.NewestCheckpoint);
        run.Run().ShouldBe(RunEnd.Completed);
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

    /// <summary>Changes a value and vouches for it.</summary>
    static void Put(string name, string key, string value)
    {
        var record = CheckpointRecord.Read(File.ReadAllText(name + Record));
        var values = new Dictionary<string, string>(record.Values) { [key] = value };
        File.WriteAllText(name + Record, (record with { Values = values }).Write());
    }

    static void FlipBit(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    static void Truncate(string file)
    {
        using var stream = File.OpenWrite(file);
        stream.SetLength(stream.Length / 2);
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
