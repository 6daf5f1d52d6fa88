using System.Text.Json;

namespace AdaShift.Bench.Records.Tests;

public sealed class RecordJsonTests
{
    [Fact]
    public void Every_record_reads_back_as_it_was_written()
    {
        RecordJson.Write(RecordJson.Read<RunRecord>(RecordJson.Write(Samples.Run))).ShouldBe(RecordJson.Write(Samples.Run));
        RecordJson.Write(RecordJson.Read<EventRecord>(RecordJson.Write(Samples.Event))).ShouldBe(RecordJson.Write(Samples.Event));
        RecordJson.Write(RecordJson.Read<ResultRecord>(RecordJson.Write(Samples.Result))).ShouldBe(RecordJson.Write(Samples.Result));
        RecordJson.Write(RecordJson.Read<ExperimentRecord>(RecordJson.Write(Samples.Experiment)))
            .ShouldBe(RecordJson.Write(Samples.Experiment));
    }

    [Fact]
    public void Numbers_keep_every_bit()
    {
        var back = RecordJson.Read<EventRecord>(RecordJson.Write(Samples.Event));
        foreach (var (name, value) in Samples.Event.Metrics)
            BitConverter.DoubleToInt64Bits(back.Metrics[name]).ShouldBe(BitConverter.DoubleToInt64Bits(value), name);
    }

    [Fact]
    public void An_event_is_one_line() => RecordJson.Write(Samples.Event).ShouldNotContain('\n');

    [Fact]
    public void What_is_computed_is_not_written() =>
        RecordJson.Write(Samples.Event).ShouldNotContain("algorithm");

    [Fact]
    public void Equal_specs_have_equal_text()
    {
        var same = Samples.Spec with { Optimizers = new Dictionary<string, string>(Samples.Spec.Optimizers) };
        RecordJson.Write(same).ShouldBe(RecordJson.Write(Samples.Spec));
    }

    [Fact]
    public void Another_format_version_is_refused_with_both_numbers()
    {
        var newer = RecordJson.Write(Samples.Result with { FormatVersion = 99 });
        var refused = Should.Throw<JsonException>(() => RecordJson.Read<ResultRecord>(newer));
        refused.Message.ShouldBe("Format version 99 of ResultRecord is not known here. This version reads 2.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"formatVersion\":2}")]
    public void Half_a_record_is_refused(string json) => Should.Throw<JsonException>(() => RecordJson.Read<ResultRecord>(json));
}
