using AdaShift.Bench.Cli.Display;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;
using Spectre.Console;
using LiveDisplay = AdaShift.Bench.Cli.Display.LiveDisplay;

namespace AdaShift.Bench.Cli.Tests;

public sealed class LiveDisplayTests : IDisposable
{
    readonly Screen screen = new();

    public void Dispose() => screen.Dispose();

    [Fact]
    public async Task A_run_that_ended_leaves_the_screen()
    {
        var shown = await LiveDisplay.ShowAsync(Console(), new RunProgress(new FakeTime()), async display =>
        {
            display.Planned([Run(0), Run(1)], []);
            display.Started(Run(0));
            display.Started(Run(1));
            display.Finished(Run(0), Result);
            // Bars are drawn now and then.
            for (var i = 0; i < 1000 && !ShowsOnlyTheSecond(); i++) await Task.Delay(10, TestContext.Current.CancellationToken);
            return ShowsOnlyTheSecond();
        });

        shown.ShouldBeTrue();
    }

    bool ShowsOnlyTheSecond()
    {
        var all = screen.ToString();
        var last = all[Math.Max(0, all.LastIndexOf("1 of 2 runs", StringComparison.Ordinal))..];
        return last.StartsWith("1 of 2 runs", StringComparison.Ordinal)
            && last.Contains("seed 1", StringComparison.Ordinal)
            && !last.Contains("seed 0", StringComparison.Ordinal);
    }

    IAnsiConsole Console()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(screen),
            Ansi = AnsiSupport.Yes,
            ColorSystem = ColorSystemSupport.NoColors,
        });
        console.Profile.Capabilities.Interactive = true; // also under CI
        (console.Profile.Width, console.Profile.Height) = (120, 20);
        return console;
    }

    static PlannedRun Run(long seed) => new($"adam-{seed}", new(
        "fig", "quick", "work", "adam", new Dictionary<string, string>(), null, null, [], seed, new RunLength(Steps: 100), "cpu"));

    static ResultRecord Result => new(
        1, RunStatus.Completed, 100, null, new Dictionary<string, double>(), PhaseSeconds.Zero, 10, 20, 0, DateTimeOffset.UnixEpoch,
        null);

    /// <summary>Written by the thread that draws, read by the test.</summary>
    sealed class Screen : StringWriter
    {
        readonly Lock gate = new();

        public override void Write(char value)
        {
            lock (gate) base.Write(value);
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (gate) base.Write(buffer, index, count);
        }

        public override void Write(string? value)
        {
            lock (gate) base.Write(value);
        }

        public override string ToString()
        {
            lock (gate) return base.ToString();
        }
    }
}
