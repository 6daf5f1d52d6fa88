using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Cli.Tests;

/// <summary>A data set that comes with a plug-in: from the message that it is missing to the worker that reads it.</summary>
public sealed class PluginDataTests : IDisposable
{
    static readonly string plugin = typeof(ToyData).Assembly.Location;

    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_missed_fetched_verified_and_read_like_any_other()
    {
        string[] run = ["run", "--workload", "toy-reader", "--optimizer", "sgd", "--steps", "5", "--out", folder["runs"]];
        var missed = Bench(run);
        missed.Code.ShouldBe(ExitCode.Usage, missed.Error);
        missed.Error.ShouldContain($"adashift-bench data fetch toy-data --from PATH --plugin {ShellWord.Quote(plugin)}");

        Directory.CreateDirectory(folder["mine"]);
        File.WriteAllText(Path.Combine(folder["mine"], ToyData.FileName), ToyData.Content);
        var fetched = Bench("data", "fetch", "toy-data", "--from", folder["mine"]);
        fetched.Code.ShouldBe(ExitCode.Fine, fetched.Error);
        Bench("data", "verify", "toy-data").Out.ShouldContain("toy-data: every file is intact");

        var ran = Bench(run);
        ran.Code.ShouldBe(ExitCode.Fine, ran.Error);
        ran.Out.ShouldContain("1 completed");
    }

    [Theory]
    [InlineData("data", "list")]
    [InlineData("list", "datasets")]
    [InlineData("list", "toy-data")]
    [InlineData("doctor")]
    public void Every_verb_that_tells_of_data_sets_tells_of_it(params string[] words)
    {
        var told = Bench(words);
        told.Out.ShouldContain("toy-data");
        told.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plugin_that_cannot_be_used_is_warned_about()
    {
        var said = await Shell.RunAsync("data", "verify", "--plugin", "missing.dll");

        said.Error.ShouldContain("warning: left out: missing.dll: there is no such file.");
    }

    Said Bench(params string[] words) =>
        Shell.Start(new() { ["ADASHIFT_DATA"] = folder["store"] }, [.. words, "--plugin", plugin]);
}
