using AdaShift.Bench.Optim;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Timing.Tests;

public sealed class PhaseClockTests
{
    readonly FakeTime time = new();
    readonly PhaseClock clock;

    public PhaseClockTests() => clock = new(time);

    [Fact]
    public void Everything_before_the_first_step_is_setup_even_fetching_data()
    {
        time.Advance(1);
        using (clock.Enter(Phase.Data)) time.Advance(2);
        clock.Begin();
        time.Advance(4);
        clock.Seconds.ShouldBe(new(Training: 4, Optimizer: 0, Data: 0, Evaluation: 0, Bookkeeping: 0, Setup: 3));
    }

    [Fact]
    public void A_slow_evaluation_leaves_training_seconds_unchanged()
    {
        clock.Begin();
        time.Advance(1);
        using (clock.Enter(Phase.Evaluation)) time.Advance(1000);
        time.Advance(1);
        clock.Seconds.Training.ShouldBe(2);
        clock.Seconds.Evaluation.ShouldBe(1000);
        clock.Seconds.Algorithm.ShouldBe(2);
        clock.Seconds.Wall.ShouldBe(1002);
    }

    [Fact]
    public void Entering_a_phase_pauses_the_one_around_it()
    {
        clock.Begin();
        using (clock.Enter(Phase.Evaluation))
        {
            time.Advance(1);
            using (clock.Enter(Phase.Data)) time.Advance(2);
            time.Advance(4);
        }
        using (clock.Enter(Phase.Optimizer)) time.Advance(8);
        clock.Seconds.ShouldBe(new(Training: 0, Optimizer: 8, Data: 2, Evaluation: 5, Bookkeeping: 0, Setup: 0));
    }

    [Fact]
    public void The_phase_now_running_is_included_and_reading_changes_nothing()
    {
        clock.Begin();
        using (clock.Enter(Phase.Bookkeeping))
        {
            time.Advance(1);
            clock.Seconds.Bookkeeping.ShouldBe(1);
            time.Advance(1);
            clock.Seconds.Bookkeeping.ShouldBe(2);
        }
        time.Advance(1);
        clock.Seconds.Training.ShouldBe(1);
    }

    [Fact]
    public void A_resumed_run_adds_to_what_was_spent_before()
    {
        time.Advance(1);
        clock.Add(new(10, 20, 30, 40, 50, 60));
        clock.Begin();
        time.Advance(2);
        clock.Seconds.ShouldBe(new(12, 20, 30, 40, 50, 61));
        clock.Piece.ShouldBe(new(2, 0, 0, 0, 0, 1));
    }

    [Fact]
    public void A_part_counts_the_algorithm_time_inside_it_and_takes_none_from_the_phases()
    {
        clock.Begin();
        for (int step = 0; step < 2; step++)
        {
            using (clock.EnterPart("critic"))
            {
                time.Advance(1);
                using (clock.Enter(Phase.Data)) time.Advance(2);
                using (clock.Enter(Phase.Bookkeeping)) time.Advance(100);
            }
            using (clock.EnterPart("generator"))
            using (clock.Enter(Phase.Optimizer)) time.Advance(4);
            time.Advance(8);
        }
        var seconds = clock.Seconds;
        seconds.Parts.ShouldBe(new Dictionary<string, double> { ["critic"] = 6, ["generator"] = 8 }, ignoreOrder: true);
        (seconds with { Parts = null }).ShouldBe(new(Training: 18, Optimizer: 8, Data: 4, Evaluation: 0, Bookkeeping: 200, Setup: 0));
        (seconds + seconds).Parts!["critic"].ShouldBe(12);
    }

    [Fact]
    public void It_begins_once()
    {
        clock.Begin();
        Should.Throw<InvalidOperationException>(clock.Begin);
    }

    [Fact]
    public void Measuring_allocates_nothing()
    {
        clock.Begin();
        using (clock.Enter(Phase.Data)) time.Advance(1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            using (clock.Enter(Phase.Data))
            using (clock.Enter(Phase.Optimizer))
            {
            }
        }
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1000);
    }

    [Theory]
    [InlineData(19, 100, false)]
    [InlineData(1000, 2.9, false)]
    [InlineData(20, 3, true)]
    public void Warm_up_takes_enough_steps_and_enough_seconds(long steps, double seconds, bool over) =>
        WarmUp.IsOver(steps, seconds).ShouldBe(over);
}
