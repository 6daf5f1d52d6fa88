using System.Diagnostics;
using System.Text.Json;

namespace AdaShift.Bench.Cli.Tests;

public class ListTests
{
    [Fact]
    public async Task Everything_is_listed_for_people()
    {
        var said = await Shell.RunAsync("list");

        said.Code.ShouldBe(ExitCode.Fine, said.Error);
        foreach (var name in new[] { "  adashift ", "mnist-mlp", "fig2-logistic", "mnist ", "adashift-bench list optimizers" })
            said.Out.ShouldContain(name);
        said.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Json_names_every_setting_with_its_default_and_interval()
    {
        var said = await Shell.RunAsync("list", "optimizers", "--json");

        using var json = JsonDocument.Parse(said.Out);
        json.RootElement.TryGetProperty("workloads", out _).ShouldBeFalse();
        var adam = json.RootElement.GetProperty("optimizers").EnumerateArray().Single(o => o.GetProperty("name").GetString() == "adam");
        var beta2 = adam.GetProperty("settings").EnumerateArray().Single(s => s.GetProperty("name").GetString() == "beta2");
        beta2.GetProperty("default").GetString().ShouldBe("0.999");
        beta2.GetProperty("interval").GetString().ShouldBe("[0, 1)");
        beta2.GetProperty("description").GetString().ShouldBe("β2, how much of the last v stays.");
        adam.GetProperty("summary").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task A_kind_is_listed_with_what_every_setting_may_be()
    {
        var said = await Shell.RunAsync("list", "optimizers");

        said.Out.ShouldMatch(@"\n    phi=max +max \| mean \| none +\S");
        said.Out.ShouldMatch(@"\n    beta2=0\.999 +number in \[0, 1\) +β2, ");
        said.Out.ShouldMatch(@"\n    delay=10 +whole number in ");
        said.Out.ShouldMatch(@"\n    accelerate=true +true \| false +Use the rule's accelerator");
    }

    [Theory]
    [InlineData("mnist-mlp", "activation=none")]
    [InlineData("fig3-mlp", "adashift[")]
    [InlineData("mnist", "ready|missing|damaged")]
    [InlineData("clipart", "ready|missing|damaged")]
    [InlineData("cifar10", "ready|missing|damaged")]
    [InlineData("tiny-imagenet", "ready|missing|damaged")]
    public async Task One_thing_is_listed_by_its_name(string name, string shown)
    {
        var said = await Shell.RunAsync("list", name);

        said.Code.ShouldBe(ExitCode.Fine, said.Error);
        shown.Split('|').ShouldContain(word => said.Out.Contains(word));
        said.Out.ShouldNotContain("adadelta");
    }

    [Fact]
    public async Task A_plugin_from_a_file_shows_its_choices_too()
    {
        var said = await Shell.RunAsync("list", "toy-misbehaving", "--plugin", typeof(Testing.ToyQuadratic).Assembly.Location);

        said.Out.ShouldMatch(@"\n    deed=throw +throw \| ");
    }

    [Fact]
    public async Task A_plugin_that_is_not_there_is_listed_with_its_reason_and_stops_nobody()
    {
        var said = await Shell.RunAsync("list", "optimizers", "--plugin", "missing.dll");

        said.Code.ShouldBe(ExitCode.Fine);
        said.Out.ShouldContain("adashift");
        said.Error.ShouldContain("missing.dll");
    }

    /// <remarks>With a libtorch that cannot be loaded, in a process of its own.</remarks>
    [Fact]
    public async Task Listing_does_not_touch_libtorch()
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "adashift-bench"), ["list"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment = { ["ADASHIFT_TORCH_NATIVE"] = "/nowhere/libadashift_torch.so" },
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0, error);
        output.ShouldContain("adashift");
    }
}
