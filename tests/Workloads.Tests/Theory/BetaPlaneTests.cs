using System.Text;
using AdaShift.Bench.Contracts;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class BetaPlaneTests
{
    const string Small = "beta-plane[grid=4,steps=400";

    [Fact]
    public void A_point_of_the_plane_is_the_end_of_a_run_with_those_betas()
    {
        using var run = TheoryRun.Open($"{Small}]", "adam", 4);
        var lines = Lines(TheoryRun.Walk(run, 4));
        var alone = TheoryRun.Run("online-sequential[block=400]", "adam[beta1=0.5,beta2=0.75]", 1)["online/theta"];

        lines.Length.ShouldBe(1 + 16);
        lines[0].ShouldBe("β1,β2,final θ");
        double.Parse(lines.Single(l => l.StartsWith("0.5,0.75,", StringComparison.Ordinal)).Split(',')[2], null).ShouldBe(alone, 1e-8);
    }

    [Fact]
    public void Small_betas_go_the_wrong_way_and_large_ones_the_right_way()
    {
        using var run = TheoryRun.Open("beta-plane[grid=10,steps=2000]", "adam", 10);
        var values = Lines(TheoryRun.Walk(run, 10)).Skip(1).Select(l => l.Split(',')).ToDictionary(p => (p[0], p[1]), p => double.Parse(p[2], null));

        values[("0", "0.1")].ShouldBeGreaterThan(0);
        values[("0.9", "0.9")].ShouldBeLessThan(0);
    }

    [Theory]
    [InlineData("sequential")]
    [InlineData("stochastic")]
    public void The_critical_c_grows_with_the_betas(string problem)
    {
        var found = TheoryRun.Run($"{Small},problem={problem},show=critical-c,largest=60]", "adam", 4);

        found["plane/rises"].ShouldBeGreaterThan(0.8);
        found["plane/wrong-share"].ShouldBeInRange(0.2, 1);
    }

    [Fact]
    public void An_interrupted_plane_goes_on_with_the_next_row()
    {
        using var whole = TheoryRun.Open($"{Small}]", "adam", 4);
        TheoryRun.Walk(whole, 2);
        using var saved = new Snapshot();
        whole.Save(saved);
        var expected = Lines(TheoryRun.Walk(whole, 2));

        using var resumed = TheoryRun.Open($"{Small}]", "adam", 4);
        resumed.Load(saved);

        Lines(TheoryRun.Walk(resumed, 2)).ShouldBe(expected);
    }

    static string[] Lines(Evaluation evaluation) =>
        Encoding.UTF8.GetString(evaluation.Artefacts.Single().Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
