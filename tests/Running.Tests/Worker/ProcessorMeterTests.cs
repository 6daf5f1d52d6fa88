using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Running.Tests;

public sealed class ProcessorMeterTests : IDisposable
{
    readonly TempFolder tasks = new();

    public void Dispose() => tasks.Dispose();

    void Thread(string id, double used, double waited)
    {
        Directory.CreateDirectory(tasks[id]);
        var line = FormattableString.Invariant($"{(long)(used * 1e9)} {(long)(waited * 1e9)} 7\n");
        File.WriteAllText(Path.Combine(tasks[id], "schedstat"), line);
    }

    void Ends(string id) => Directory.Delete(tasks[id], recursive: true);

    [Fact]
    public void It_adds_up_what_the_threads_ran_and_waited()
    {
        Thread("10", used: 3, waited: 0.5);
        Thread("11", used: 1, waited: 0.5);

        new ProcessorMeter(tasks.Path).Read().ShouldBe(new ProcessorSeconds(4, 1));
        new ProcessorSeconds(4, 1).Share.ShouldBe(0.8);
    }

    [Fact]
    public void A_thread_that_ended_counts_as_it_was_last_seen_even_when_another_gets_its_number()
    {
        var meter = new ProcessorMeter(tasks.Path);
        Thread("10", used: 3, waited: 1);
        Thread("11", used: 2, waited: 2);
        meter.Read();
        Ends("11");
        meter.Read().ShouldBe(new ProcessorSeconds(5, 3));

        Thread("11", used: 1, waited: 0);
        meter.Read().ShouldBe(new ProcessorSeconds(6, 3));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b c")]
    public void Where_the_system_does_not_count_there_is_nothing(string? content)
    {
        if (content is null)
        {
            new ProcessorMeter(tasks["none"]).Read().ShouldBeNull();
            return;
        }

        Directory.CreateDirectory(tasks["10"]);
        File.WriteAllText(Path.Combine(tasks["10"], "schedstat"), content);
        new ProcessorMeter(tasks.Path).Read().ShouldBeNull();
    }

    [Fact]
    public void Work_counts_and_sleep_does_not()
    {
        Assert.SkipUnless(File.Exists("/proc/self/schedstat"), "This system does not count.");
        var meter = new ProcessorMeter();
        var before = meter.Read();
        System.Threading.Thread.Sleep(50);
        var work = 0.0;
        for (var i = 1; i < 20_000_000; i++) work += Math.Sqrt(i);
        work.ShouldBeGreaterThan(0);

        (meter.Read() - before)!.Value.Used.ShouldBeGreaterThan(0.001);
    }
}
