using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

public sealed class RunNameTests
{
    const string Pinned = "sample-work__max-adashift-0-5__s7__2c6ed69f";

    static readonly RunSpec spec = new(
        "fig", "quick", "sample-work[width=8]", "max-AdaShift β=0,5", new Dictionary<string, string> { ["model"] = "sample-adam[lr=0.5]" },
        null, null, [], 7, new(Epochs: 1.5), "cpu");

    [Fact]
    public void Is_readable_and_pinned()
    {
        RunName.Of(spec).ShouldBe(Pinned);
        Commas.Run(() => RunName.Of(spec).ShouldBe(Pinned));
    }

    [Fact]
    public void Any_difference_gives_another_folder()
    {
        RunSpec[] others =
        [
            spec with { Experiment = "fig2" }, spec with { Profile = "paper" }, spec with { Workload = "sample-work[width=9]" },
            spec with { Label = "max-AdaShift-β=0.5" },
            spec with { Optimizers = new Dictionary<string, string> { ["model"] = "sample-adam[lr=0.25]" } },
            spec with { Schedule = "sample-step[gamma=0.1]" },
            spec with { Clip = "sample-clip[norm=5]" }, spec with { Probes = ["sample-probe[every=1]"] },
            spec with { Seed = 8 }, spec with { Length = new(Steps: 2) }, spec with { Device = "cuda" },
        ];

        others.Append(spec).Select(RunName.Of).Distinct().Count().ShouldBe(others.Length + 1);
    }
}
