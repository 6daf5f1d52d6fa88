using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Tests;

public class JudgeTests
{
    [Fact]
    public void A_claim_holds_when_the_interval_of_every_pair_is_on_its_side()
    {
        var claim = Judged(Runs(), "A < B, C");
        claim.Verdict.ShouldBe(Verdict.Holds);
        claim.Reason.ShouldBe("");
        claim.Pairs.Select(p => p.Right).ShouldBe(["B", "C"]);
        var first = claim.Pairs[0];
        first.Numbers.N.ShouldBe(5);
        first.Numbers.Effect!.Value.ShouldBe(-0.5, 1e-9);
        first.Numbers.P!.Value.ShouldBe(2.0 / 32); // five pairs, all of one sign
        first.Numbers.Ci!.High.ShouldBeLessThan(0);
    }

    [Fact]
    public void A_claim_does_not_hold_when_one_interval_is_on_the_other_side()
    {
        var claim = Judged(Runs(), "B < C, A");
        claim.Verdict.ShouldBe(Verdict.DoesNotHold);
        claim.Pairs.Select(p => p.Verdict).ShouldBe([Verdict.DoesNotHold, Verdict.Holds], "arms come in the order of the experiment");
    }

    [Fact]
    public void A_claim_is_undecided_when_an_interval_contains_zero_and_says_against_whom()
    {
        var claim = Judged(Runs(noise: 2), "A < B");
        claim.Verdict.ShouldBe(Verdict.Undecided);
        claim.Reason.ShouldBe("inconclusive against B");
    }

    [Fact]
    public void One_open_pair_leaves_the_whole_claim_undecided()
    {
        var runs = new SyntheticRuns();
        double[] noise = [2, -2, 1, -1, 0];
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.AdaShift, seed, 3, 0.5).Ran("B", Examples.Adam, seed, 3, 1 + 0.01 * noise[seed])
                .Ran("C", Examples.Sgd, seed, 3, 0.6 + noise[seed] / 10);
        }
        var claim = Judged(runs, "A < B, C");
        claim.Pairs.Select(p => p.Verdict).ShouldBe([Verdict.Holds, Verdict.Undecided]);
        claim.Verdict.ShouldBe(Verdict.Undecided);
        claim.Reason.ShouldBe("inconclusive against C");
    }

    [Fact]
    public void Two_pairs_are_too_few()
    {
        var claim = Judged(Runs(seeds: 2), "A < B");
        claim.Verdict.ShouldBe(Verdict.Undecided);
        claim.Reason.ShouldStartWith("2 pairs; a verdict needs at least 3 seeds");
        claim.Pairs.ShouldHaveSingleItem().Numbers.Effect!.Value.ShouldBe(-0.5, 1e-9, "the numbers are shown nevertheless");
    }

    [Fact]
    public void A_deterministic_workload_needs_one_run_and_has_no_interval()
    {
        var claim = Judged(Runs(seeds: 1, usesSeed: false, noise: 0), "A < B");
        claim.Verdict.ShouldBe(Verdict.Holds);
        claim.Reason.ShouldBe("deterministic workload: one run suffices, and there is no interval");
        claim.Pairs.ShouldHaveSingleItem().Numbers.Ci.ShouldBeNull();
        claim.Pairs[0].Numbers.P.ShouldBeNull();
        Judged(Runs(seeds: 1, usesSeed: false, noise: 0), "B < A").Verdict.ShouldBe(Verdict.DoesNotHold);
        Judged(Runs(seeds: 1, usesSeed: false, noise: 0), "A ~ B", margin: 0.6).Verdict.ShouldBe(Verdict.Holds);
        Judged(Runs(seeds: 1, usesSeed: false, noise: 0), "A ~ B", margin: 0.4).Verdict.ShouldBe(Verdict.DoesNotHold);
    }

    [Theory]
    [InlineData("A < 1000", Verdict.Holds)]
    [InlineData("-1000 > A, B", Verdict.DoesNotHold)]
    public void A_number_may_stand_on_one_side(string holds, Verdict expected) => Judged(Runs(), holds).Verdict.ShouldBe(expected);

    [Fact]
    public void The_quick_profile_ranks_nothing()
    {
        var claim = Judged(Runs(profile: "quick"), "A < B");
        claim.Verdict.ShouldBe(Verdict.Undecided);
        claim.Reason.ShouldContain("quick profile");
    }

    [Theory]
    [InlineData(1.0, Verdict.Holds)]
    [InlineData(0.1, Verdict.DoesNotHold)]
    [InlineData(0.5, Verdict.Undecided)]
    public void About_equal_means_the_interval_within_the_margin(double margin, Verdict expected) =>
        Judged(Runs(noise: 0.01), "A ~ B", margin: margin).Verdict.ShouldBe(expected);

    [Fact]
    public void About_equal_needs_a_margin() => Judged(Runs(), "A ~ B").Reason.ShouldContain("margin");

    [Fact]
    public void An_optimizer_that_is_not_there_leaves_the_claim_undecided()
    {
        var claim = Judged(Runs(), "A < Lion");
        claim.Verdict.ShouldBe(Verdict.Undecided);
        claim.Reason.ShouldBe("not among these runs: Lion");
    }

    [Fact]
    public void A_claim_that_is_no_claim_is_undecided_with_the_reason() =>
        Judged(Runs(), "A is best").Reason.ShouldContain("is not a claim");

    [Fact]
    public void A_moment_that_no_run_reached_is_undecided()
    {
        var claim = Judged(Runs(), "A < B", at: "epoch 100");
        claim.Verdict.ShouldBe(Verdict.Undecided);
        claim.Reason.ShouldBe("no pair of runs recorded train/loss at epoch 100");
    }

    [Fact]
    public void The_empty_pair_and_the_one_that_breaks_a_claim_are_named()
    {
        var runs = Runs().Diverged("D", Examples.Sgd, 9, 50, 3);
        Judged(runs, "A < B, D").Reason.ShouldBe("no pair of runs of A and D recorded train/loss at the end");
        Judged(Runs(), "B < C, A").Reason.ShouldBe("not against A");
    }

    [Fact]
    public void A_final_value_that_is_not_finite_loses_its_pair()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
            runs.Ran("A", Examples.Adam, seed, 3, 1).Ran("B", Examples.Sgd, seed, 3, seed == 0 ? double.NaN : 2);
        var numbers = Judged(runs, "A < B").Pairs.ShouldHaveSingleItem().Numbers;
        (numbers.N, numbers.RightDiverged, numbers.EveryPair).ShouldBe((5, 1, -1));
    }

    [Fact]
    public void Moments_look_at_what_was_recorded_there()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 3; seed++)
            runs.Ran("A", Examples.Adam, seed, 3, 1, 2).Ran("B", Examples.Sgd, seed, 3, 2.5, 1.5);
        Judged(runs, "A < B", at: "end").Pairs[0].Numbers.Effect!.Value.ShouldBe(0.5, 1e-9);
        Judged(runs, "A < B", at: "best").Pairs[0].Numbers.Effect!.Value.ShouldBe(-0.5, 1e-9);
        Judged(runs, "A < B", at: "step 100").Pairs[0].Numbers.Effect!.Value.ShouldBe(-1.5, 1e-9);
        Judged(runs, "A < B", at: "epoch 2").Pairs[0].Numbers.Effect!.Value.ShouldBe(0.5, 1e-9);
    }

    [Fact]
    public void A_diverged_run_loses_its_pair_by_the_largest_difference_seen()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, 1, 0.5);
            if (seed == 2) runs.Diverged("B", Examples.Sgd, seed, 150, 3, 2);
            else runs.Ran("B", Examples.Sgd, seed, 3, 2, 1 + 0.1 * seed);
        }
        var claim = Judged(runs, "A < B");
        claim.Verdict.ShouldBe(Verdict.Holds);
        claim.Reason.ShouldBe("a diverged run loses its pair");
        var numbers = claim.Pairs.ShouldHaveSingleItem().Numbers;
        (numbers.N, numbers.LeftDiverged, numbers.RightDiverged).ShouldBe((5, 0, 1));
        numbers.Effect!.Value.ShouldBe(-(0.5 + 0.6 + 0.9 + 0.8 + 0.9) / 5, 1e-9);
        Judged(runs, "B > A").Pairs[0].Numbers.Effect!.Value.ShouldBe(0.74, 1e-9);
        Judged(runs, "A > B", metric: "test/accuracy").Verdict.ShouldBe(Verdict.Holds, "also where higher is better");
    }

    [Fact]
    public void One_that_diverges_may_not_win_by_its_other_runs()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, 1, 0.5);
            if (seed == 2) runs.Diverged("B", Examples.Sgd, seed, 150, 3, 2);
            else runs.Ran("B", Examples.Sgd, seed, 3, 2, 0.1);
        }
        Judged(runs, "B < A").Verdict.ShouldBe(Verdict.Undecided);
    }

    [Theory]
    [InlineData("A < B", "train/loss", Verdict.Holds)]
    [InlineData("B < A", "train/loss", Verdict.DoesNotHold)]
    [InlineData("A > B", "test/accuracy", Verdict.Holds)]
    [InlineData("A < B", "test/accuracy", Verdict.DoesNotHold)]
    [InlineData("A ~ B", "train/loss", Verdict.DoesNotHold)]
    public void One_that_always_diverges_is_worse_than_one_that_never_does(string holds, string metric, Verdict expected)
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 3; seed++)
            runs.Ran("A", Examples.Adam, seed, 3, 1, 0.5).Diverged("B", Examples.Sgd, seed, 150, 3, 2);
        var claim = Judged(runs, holds, metric, margin: 0.1);
        claim.Verdict.ShouldBe(expected);
        claim.Pairs[0].Numbers.Effect.ShouldBeNull("there is no difference in numbers");
    }

    [Fact]
    public void Two_that_always_diverge_are_undecided()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 3; seed++)
            runs.Diverged("A", Examples.Adam, seed, 120, 3, 1).Diverged("B", Examples.Sgd, seed, 150, 3, 2);
        Judged(runs, "A < B").Verdict.ShouldBe(Verdict.Undecided);
    }

    [Fact]
    public void When_both_runs_of_a_pair_diverged_it_is_a_tie_that_counts()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 4; seed++)
        {
            if (seed == 3) runs.Diverged("A", Examples.Adam, seed, 120, 3, 1).Diverged("B", Examples.Sgd, seed, 150, 3, 2);
            else runs.Ran("A", Examples.Adam, seed, 3, 1).Ran("B", Examples.Sgd, seed, 3, 2);
        }
        var numbers = Judged(runs, "A < B").Pairs.ShouldHaveSingleItem().Numbers;
        (numbers.N, numbers.Diverged, numbers.EveryPair).ShouldBe((4, 0, 0));
        numbers.Effect!.Value.ShouldBe(-0.75, 1e-12);
        numbers.P.ShouldBe(0.25, "three pairs of one sign, and a tie");
    }

    [Fact]
    public void A_diverged_run_whose_partner_never_ended_has_no_pair()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            if (seed == 3) runs.Diverged("A", Examples.Adam, seed, 120, 3, 1).Missing("B", Examples.Sgd, seed);
            else if (seed == 4) runs.Unfinished("A", Examples.Adam, seed, 3, 1).Diverged("B", Examples.Sgd, seed, 120, 3, 1);
            else runs.Ran("A", Examples.Adam, seed, 3, 1).Ran("B", Examples.Sgd, seed, 3, 2);
        }
        var numbers = Judged(runs, "A < B").Pairs.ShouldHaveSingleItem().Numbers;
        (numbers.N, numbers.LeftDiverged, numbers.RightDiverged).ShouldBe((3, 0, 0));
    }

    [Fact]
    public void P_counts_the_pairs_that_were_lost_by_diverging()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 4; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, 1);
            if (seed == 3) runs.Diverged("B", Examples.Sgd, seed, 120, 3);
            else runs.Ran("B", Examples.Sgd, seed, 3, 2);
        }
        Judged(runs, "A < B").Pairs.ShouldHaveSingleItem().Numbers.P.ShouldBe(2.0 / 16);
    }

    [Fact]
    public void What_a_diverged_run_recorded_before_counts()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 3; seed++)
            runs.Ran("A", Examples.Adam, seed, 3, 1, 0.5).Diverged("B", Examples.Sgd, seed, 150, 3, 0.2);
        Judged(runs, "B < A", at: "epoch 1").Verdict.ShouldBe(Verdict.Holds);
        Judged(runs, "B < A", at: "best").Verdict.ShouldBe(Verdict.Holds);
        Judged(runs, "B < A", at: "epoch 2").Verdict.ShouldBe(Verdict.DoesNotHold);
    }

    [Fact]
    public void A_diverged_run_cannot_pass_as_about_equal()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, 1, 0.5);
            if (seed == 0) runs.Diverged("B", Examples.Sgd, seed, 150, 3, 1);
            else runs.Ran("B", Examples.Sgd, seed, 3, 1, 0.5);
        }
        Judged(runs, "A ~ B", margin: 0.05).Verdict.ShouldNotBe(Verdict.Holds);
    }

    [Fact]
    public void A_failed_run_has_no_pair()
    {
        var runs = new SyntheticRuns();
        for (var seed = 0; seed < 5; seed++)
        {
            runs.Ran("A", Examples.Adam, seed, 3, 1 + 0.01 * seed);
            if (seed == 0) runs.Failed("B", Examples.Sgd, seed, "crashed");
            else runs.Ran("B", Examples.Sgd, seed, 3, 2);
        }
        Judged(runs, "A < B").Pairs.ShouldHaveSingleItem().Numbers.N.ShouldBe(4);
    }

    static SyntheticRuns Runs(int seeds = 5, double noise = 0.1, string profile = "standard", bool usesSeed = true)
    {
        var runs = new SyntheticRuns { Profile = profile, UsesSeed = usesSeed };
        double[] signs = [1, -1, 0.5, -0.5, 0];
        for (var seed = 0; seed < seeds; seed++)
        {
            runs.Ran("A", Examples.AdaShift, seed, 3, 0.5 + noise * signs[seed]);
            runs.Ran("B", Examples.Adam, seed, 3, 1.0);
            runs.Ran("C", Examples.Sgd, seed, 3, 1.5 + noise * signs[seed] / 2);
        }
        return runs;
    }

    static JudgedClaim Judged(SyntheticRuns runs, string holds, string metric = "train/loss", string at = "end", double? margin = null)
    {
        using var temporary = new TemporaryFolder();
        runs.Claim("It is so", metric, holds, at, margin);
        return ReportData.Of([runs.WriteTo(temporary.At("runs"))]).Claims[^1];
    }
}
