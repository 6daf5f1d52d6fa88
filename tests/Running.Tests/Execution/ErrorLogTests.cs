using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Running.Tests;

public sealed class ErrorLogTests : IDisposable
{
    readonly TempFolder temp = new();
    readonly FakeTime time = new();

    string Path => temp["stderr.log"];

    public void Dispose() => temp.Dispose();

    [Fact]
    public void Attempts_stand_apart_with_their_number_and_time()
    {
        using (var first = new ErrorLog(Path, time)) first.Add("out of luck");
        time.Advance(3661);
        using (new ErrorLog(Path, time)) { }
        using (var third = new ErrorLog(Path, time)) third.Add("again");

        File.ReadAllLines(Path).ShouldBe(
        [
            "=== attempt 1, 2026-01-01 00:00:00 UTC ===",
            "out of luck",
            "=== attempt 2, 2026-01-01 01:01:01 UTC ===",
            "=== attempt 3, 2026-01-01 01:01:01 UTC ===",
            "again",
        ]);
    }

    [Fact]
    public void The_last_words_are_the_attempts_own()
    {
        using (var first = new ErrorLog(Path, time)) first.Add("out of luck");
        using var second = new ErrorLog(Path, time);
        second.LastWords.ShouldBeEmpty();
        for (var line = 1; line <= 20; line++) second.Add($"line {line}");

        second.LastWords.ShouldStartWith("line 9\n");
    }

    [Theory]
    [InlineData("Process terminated. native code gave up", "Process terminated.\nnative code gave up", "   at A.B()")]
    [InlineData("Unhandled exception. System.Exception: no gears", "Unhandled exception. System.Exception: no gears", "   at A.B()")]
    [InlineData("Stack overflow. Repeated 9 times: at A.B(Int64) at C.D() at C.D()",
        "Stack overflow.\nRepeated 9 times:\n   at A.B(Int64)", "--------", "   at C.D()")]
    [InlineData("terminate called after throwing an instance of 'c10::Error' what():  mat1 and mat2 (2x3 and 5x7)",
        "terminate called after throwing an instance of 'c10::Error'\n  what():  mat1 and mat2 (2x3 and 5x7)",
        "Exception raised from meta at X.cpp:1", "frame #0: <unknown function>", "")]
    public void Above_a_hundred_frames_stands_why_it_died(string cause, string lines, params string[] frames)
    {
        using var log = new ErrorLog(Path, time);
        foreach (var line in (string[])["hello", .. lines.Split('\n'), .. Enumerable.Repeat(frames, 50).SelectMany(f => f)]) log.Add(line);

        (log.Cause, log.LastWords).ShouldBe((cause, "hello"));
    }

    [Fact]
    public void A_log_that_cannot_be_written_stops_nobody()
    {
        using var log = new ErrorLog("/proc/no-such-folder/stderr.log", time);
        log.Add("out of luck");

        log.LastWords.ShouldBe("out of luck");
    }
}
