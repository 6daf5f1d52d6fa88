
namespace AdaShift.Bench.Zoo.Tests;

/// <summary>Schedules against PyTorch's (Golden/make_golden.py), and against their formulas where PyTorch has none.</summary>
public sealed class ScheduleTests
{
    static readonly Dictionary<string, double[]> golden = Golden.Read<Dictionary<string, double[]>>("schedules.json");

    public static TheoryData<string, Schedule> Cases() => new()
    {
        { "step every=3 gamma=0.5", new StepDecay(3, 0.5, ScheduleUnit.Step) },
        { "exponential gamma=0.9", new Exponential(0.9, ScheduleUnit.Step) },
        { "linear start=0.25 end=1 steps=5", new Linear(0.25, 1, 5) },
        { "cosine low=0.1 of 10", new Cosine(0.1) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Equals_PyTorch(string name, Schedule schedule)
    {
        foreach (var (step, expected) in golden[name].Index())
            schedule.Factor(new(step, 10, null)).ShouldBe(expected, 1e-12, $"step {step}");
    }

    [Fact]
    public void Epochs_are_whole_passes()
    {
        var schedule = new StepDecay(2, 0.1);
        double[] factors = [.. new long[] { 0, 199, 200, 399, 400 }.Select(step => schedule.Factor(new(step, 1000, 100)))];
        factors.ShouldBe([1, 1, 0.1, 0.1, 0.1 * 0.1], 1e-15);
    }

    /// <summary>The values of tensorflow/nmt for 12,000 steps: decay begins at 8,000, in steps of 1,000.</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(8_000, 1)]
    [InlineData(8_999, 1)]
    [InlineData(9_000, 0.5)]
    [InlineData(10_000, 0.25)]
    [InlineData(11_999, 0.125)]
    public void Luong234_halves_in_the_last_third(long step, double expected) =>
        new Luong234().Factor(new(step, 12_000, null)).ShouldBe(expected);

    [Fact]
    public void Luong234_of_a_run_of_two_steps_has_stairs_of_one() => new Luong234().Factor(new(1, 2, null)).ShouldBe(1);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(149, 1)]
    [InlineData(150, 0.1)]
    [InlineData(224, 0.1)]
    [InlineData(225, 0.01)]
    [InlineData(299, 0.01)]
    public void Multi_step_drops_at_shares_of_the_run(long step, double expected) =>
        new MultiStep().Factor(new(step, 300, null)).ShouldBe(expected, 1e-15);

    [Fact]
    public void Multi_step_may_drop_once_and_not_backwards()
    {
        new MultiStep(0.5, 1).Factor(new(299, 300, null)).ShouldBe(0.1);
        new MultiStep(0.5, 0.25).Validate().Single().ShouldContain("second = 0.25");
    }

    [Theory]
    [InlineData(7_999, 1)]
    [InlineData(8_999, 1)]
    [InlineData(9_000, 0.5)]
    [InlineData(29_999, 1 / 2097152.0)]
    public void A_staircase_may_begin_later(long step, double expected) =>
        new StepDecay(1_000, 0.5, ScheduleUnit.Step, Start: 8_000).Factor(new(step, 30_000, null)).ShouldBe(expected);

    [Fact]
    public void Epochs_of_a_workload_without_epochs_are_an_error_that_says_what_to_do()
    {
        Should.Throw<InvalidOperationException>(() => new Exponential().Factor(new(0, 10, null))).Message
            .ShouldBe("This workload has no epochs: give the schedule unit=step.");
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(0, 3, 0.5)]
    [InlineData(4, 0, 0.25)]
    [InlineData(4, 3, 1)]
    [InlineData(4, 15, 0.5)]
    public void Inverse_sqrt_rises_to_1_at_the_end_of_its_warm_up_then_falls(long warmup, long step, double expected) =>
        new InverseSqrt(warmup).Factor(new(step, 100, null)).ShouldBe(expected, 1e-15);

    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(3, 1)]
    [InlineData(50, 1)]
    public void Warmup_rises_to_1_and_stays(long step, double expected) => new Warmup(4).Factor(new(step, 100, null)).ShouldBe(expected);

    [Fact]
    public void Linear_takes_the_whole_run_unless_told()
    {
        new Linear().Factor(new(25, 100, null)).ShouldBe(0.75);
        new Linear().Factor(new(100, 100, null)).ShouldBe(0);
    }

    [Theory]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.5, 4, 1)]
    [InlineData(0.5, 5, 0)]
    [InlineData(0.5, 9, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 9, 1)]
    public void Freeze_rests_from_its_share_of_the_run_on(double after, long step, double expected) =>
        new Freeze(after).Factor(new(step, 10, null)).ShouldBe(expected);

    [Fact]
    public void Constant_is_1() => new Constant().Factor(new(7, 100, null)).ShouldBe(1);
}
