using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class OnlineTests
{
    public static TheoryData<string> Rules =>
    [
        "sgd", "adam", "adam[beta1=0]", "amsgrad[form=corrected]", "amsgrad", "adashift", "adashift[phi=none,delay=1,beta1=0]",
        "adashift[phi=none,delay=3,beta1=1,window=2]", "adashift[delay=0]",
    ];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Blocks_end_where_single_steps_end(string rule)
    {
        var one = TheoryRun.Run("online-sequential[c=6,d=3,bound=1,decays=true,block=1,moments=17]", rule, 600);
        var blocks = TheoryRun.Run("online-sequential[c=6,d=3,bound=1,decays=true,block=5,moments=17]", rule, 120);

        blocks["online/theta"].ShouldBe(one["online/theta"], Math.Abs(one["online/theta"]) * 1e-12);
        blocks["online/regret"].ShouldBe(one["online/regret"], Math.Abs(one["online/regret"]) * 1e-12);
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 3)]
    public void Steps_that_decay_count_those_that_fill_the_moments(int block, long steps)
    {
        var run = TheoryRun.Run(
            FormattableString.Invariant($"online-sequential[c=2,d=2,block={block},decays=true,moments=4]"), "sgd[lr=1]", steps);

        // 10 steps in all. The last six are divided by √5 … √10, and θ's gradients are 2, −1, 2, −1, 2, −1.
        run["online/theta"].ShouldBe(-Enumerable.Range(5, 6).Sum(t => (t % 2 == 1 ? 2 : -1) / Math.Sqrt(t)), 1e-12);
    }

    [Fact]
    public void A_run_says_how_its_steps_were_taken()
    {
        Paths("adam").ShouldBe("none, then accelerated");
        Paths("adam[accelerate=false]").ShouldBe("none, then plain");

        static string Paths(string rule)
        {
            using var run = TheoryRun.Open("ill-conditioned", rule, 2);
            var before = run.StepPaths;
            TheoryRun.Walk(run, 1);
            return $"{before}, then {run.StepPaths}";
        }
    }

    [Fact]
    public void A_rule_that_is_not_accelerated_takes_the_same_steps_one_by_one()
    {
        var accelerated = TheoryRun.Run("online-stochastic[c=6,delta=0.5,block=50]", "adashift[phi=none,delay=4]", 4);
        var plain = TheoryRun.Run("online-stochastic[c=6,delta=0.5,block=50]", "adashift[phi=none,delay=4,accelerate=false]", 4);

        plain["online/theta"].ShouldBe(accelerated["online/theta"], 1e-12);
    }

    [Theory]
    [InlineData("adam")]
    [InlineData("adashift[delay=7]")]
    public void A_run_that_was_interrupted_ends_at_the_same_bits(string rule)
    {
        using var whole = TheoryRun.Open("online-stochastic[block=5,moments=3]", rule, 20);
        TheoryRun.Walk(whole, 1); // five gradients: the window of the delay is not full yet
        using var saved = new Snapshot();
        whole.Save(saved);
        var expected = TheoryRun.Walk(whole, 10).Metrics["online/theta"];

        using var resumed = TheoryRun.Open("online-stochastic[block=5,moments=3]", rule, 20);
        resumed.Load(saved);

        TheoryRun.Walk(resumed, 10).Metrics["online/theta"].ShouldBe(expected);
    }

    [Fact]
    public void The_gradients_have_the_share_and_the_order_of_the_equations()
    {
        using var scope = NewDisposeScope();
        var stochastic = OnlineProblem.Stochastic(101, 0.02, seed: 5).Gradients(0, 200_000).data<double>().ToArray();
        var sequential = OnlineProblem.Sequential(6, 3).Gradients(2, 6).data<double>().ToArray();

        stochastic.Distinct().Order().ShouldBe([-1, 101]);
        stochastic.Count(g => g > 0).ShouldBeInRange(1_800, 2_200); // p = 0.01; σ = 44.5
        sequential.ShouldBe([-1, 6, -1, -1, 6, -1]); // steps 3 to 8
    }

    [Fact]
    public void The_draws_do_not_depend_on_the_block()
    {
        using var scope = NewDisposeScope();
        var problem = OnlineProblem.Stochastic(6, 1, seed: 5);

        problem.Gradients(30, 20).data<double>().ToArray().ShouldBe(problem.Gradients(0, 50).data<double>().ToArray()[30..]);
    }

    [Fact]
    public void Pythons_random_numbers_are_Pythons()
    {
        var python = new PythonRandom(1);

        // random.seed(1); [random.random() for _ in range(3)]
        double[] expected = [0.13436424411240122, 0.8474337369372327, 0.763774618976614];
        new[] { python.Draw(1), python.Draw(2), python.Draw(3) }.ShouldBe(expected);
        python.Draw(2).ShouldBe(expected[1]);
    }

    /// <summary>From a Python script with the loops of the authors', 20,000 steps long.</summary>
    [Theory]
    [InlineData("adam[lr=0.001,beta1=0,beta2=0.999]", -0.17952278175953928)]
    [InlineData("amsgrad[lr=0.001,beta1=0,beta2=0.999,form=corrected]", -0.10509876328293487)]
    [InlineData("adashift[phi=none,lr=0.001,beta1=0,beta2=0.999,delay=1]", -0.27286022927035347)]
    public void The_draws_of_the_authors_end_where_their_script_does(string rule, double expected) =>
        TheoryRun.Run("online-stochastic[block=10000,draws=authors]", rule, 2)["online/theta"].ShouldBe(expected, 1e-9);

    [Fact]
    public void Adam_climbs_and_AdaShift_descends()
    {
        const string problem = "online-stochastic[block=10000]";

        TheoryRun.Run(problem, "adam[lr=0.001,beta1=0]", 100)["online/theta"].ShouldBeGreaterThan(1);
        TheoryRun.Run(problem, "adashift[phi=none,lr=0.001,beta1=0,delay=1]", 100)["online/theta"].ShouldBeLessThan(-0.3);
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(1, 0)]
    [InlineData(4, 6)]
    [InlineData(1, 6)]
    public void A_bound_holds_and_the_regret_is_that_of_the_costs(int block, int moments)
    {
        var run = TheoryRun.Run(
            FormattableString.Invariant($"online-sequential[c=6,d=3,bound=0.5,block={block},moments={moments}]"), "sgd[lr=10]", 12 / block);

        // θ_t before each step: 0, then −0.5 after C and 0.5 after −1.
        // Costs 6·0, 0.5, −0.5, then 3, 0.5, −0.5, …; the best θ is −0.5, 4 costs −2 an epoch.
        // Steps that fill the moments cost nothing and do not count: there are 12 with a cost.
        run["online/theta"].ShouldBe(0.5);
        run["online/regret"].ShouldBe((0 + (3 * 3) + (4 * 2)) / 12.0, 1e-12);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void The_cost_is_the_mean_of_the_latest_block(int block)
    {
        using var run = TheoryRun.Open(
            FormattableString.Invariant($"online-sequential[c=6,d=3,block={block},moments=3]"), "sgd[lr=1]", 6 / block);

        // θ before each step: 0, −6, −5, then −4, −10, −9; the gradients are 6, −1, −1.
        double[] costs = [0, 6, 5, -24, 10, 9];
        for (var at = 0; at < costs.Length; at += block)
            TheoryRun.Walk(run, 1).Metrics["online/cost"].ShouldBe(costs[at..(at + block)].Average(), 1e-6);
    }

    [Fact]
    public void A_state_that_overflows_ends_the_run_though_theta_stands_still()
    {
        using var run = TheoryRun.Open("online-sequential[c=6,d=6,scale=1e200,block=10]", "adam", 3); // g² is infinite, and so is v
        run.TrainStep();

        run.Divergence.ShouldNotBeNull().Reason.ShouldBe("online/theta is NaN");
        run.Divergence!.Step.ShouldBe(1);
    }

    [Fact]
    public void An_epoch_whose_gradients_sum_to_less_than_nothing_is_a_problem() =>
        new OnlineSequential(c: 3, d: 6).Validate().ShouldHaveSingleItem().ShouldContain("allowed: c > 5");
}
