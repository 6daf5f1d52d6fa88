using AdaShift.Bench.Running;
using AdaShift.Bench.Zoo;
using AdaShift.Bench.Zoo.Probes;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class LemmaTests
{
    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.9, 0.99)]
    public void Lemma_2_holds_and_the_line_before_it_in_the_appendix_does_not(double beta1, double beta2)
    {
        var found = TheoryRun.Run(
            "lemma2[c=6,d=6,epochs=300]", FormattableString.Invariant($"adam[lr=0.001,beta1={beta1},beta2={beta2}]"), 2);

        found["lemma2/v-error"].ShouldBeLessThan(1e-10);
        found["lemma2/m-error"].ShouldBeLessThan(1e-9);
        found["lemma2/appendix-error"].ShouldBeGreaterThan(0.5);
    }

    [Theory]
    [InlineData(0, 0.9, 6, 6)]
    [InlineData(0.9, 0.99, 6, 6)]
    [InlineData(0.5, 0.5, 20, 9)]
    public void Lemma_3_holds(double beta1, double beta2, double c, int d)
    {
        var found = TheoryRun.Run(
            FormattableString.Invariant($"lemma3[c={c},d={d},epochs=600]"),
            FormattableString.Invariant($"adam[lr=0.001,beta1={beta1},beta2={beta2}]"), 1);

        found["lemma3/k-error"].ShouldBeLessThan(1e-6);
        found["lemma3/order"].ShouldBe(1);
        found["lemma3/bias"].ShouldBeLessThan(1);
    }

    [Fact]
    public void The_bias_of_Lemma_3_is_that_of_the_large_gradient_against_the_largest_factor()
    {
        // At β1 = 0 a factor is α / √v; v is largest after C and falls from there to the end of the epoch.
        double V(int after) => 1 + (35 * 0.1 / (1 - Math.Pow(0.9, 6)) * Math.Pow(0.9, after));

        TheoryRun.Run("lemma3[c=6,d=6,epochs=100]", "adam[lr=0.001,beta1=0,beta2=0.9]", 1)["lemma3/bias"]
            .ShouldBe(Math.Sqrt(V(5) / V(0)), 1e-6);
    }

    [Theory]
    [InlineData(true, new double[] { 1, 2, 4, 3, 2, 1 })]
    [InlineData(true, new double[] { 1, 2, 1 })]
    [InlineData(false, new double[] { 2, 1, 4, 3, 2 })] // a dip before the peak
    [InlineData(false, new double[] { 1, 4, 2, 3, 1 })] // and after it
    [InlineData(false, new double[] { 1, 1, 4, 3, 1 })] // a plain before the peak
    [InlineData(false, new double[] { 1, 4, 4, 1 })] // and at the top
    [InlineData(false, new double[] { 1, 1, 1 })]
    public void A_hill_has_one_peak_and_rises_and_falls_all_the_way(bool isHill, double[] k) =>
        Lemma3.IsHill(k, Array.IndexOf(k, k.Max())).ShouldBe(isHill);

    [Theory]
    [InlineData("lemma2[epochs=20]", false)] // v is not there yet: 0.9 to the 120th is 3e-6
    [InlineData("lemma2[epochs=100]", true)]
    [InlineData("lemma3[epochs=10]", false)]
    [InlineData("lemma3[epochs=100]", true)]
    [InlineData("lemma6[epochs=10]", false)]
    [InlineData("lemma6[epochs=100]", true)]
    public void A_limit_that_is_slightly_wrong_misses_its_goal(string subject, bool reached)
    {
        var goal = TheoryRun.Subject(subject).Goal;
        var found = TheoryRun.Run(subject, "adam[lr=0.001,beta1=0,beta2=0.9]", 1);

        goal.IsReachedBy(found[goal.Metric]).ShouldBe(reached, FormattableString.Invariant($"{goal.Metric} = {found[goal.Metric]}"));
        if (!reached) found[goal.Metric].ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Lemma_4_holds_once_the_variance_of_v_is_right()
    {
        var found = TheoryRun.Run("lemma4[c=6,delta=1]", "adam[lr=0.001,beta1=0.9,beta2=0.999]", 40);

        found["lemma4/corrected-error"].ShouldBeLessThan(0.01);
        found["lemma4/printed-error"].ShouldBeGreaterThan(0.1);
        found["lemma4/bias-corrected"].ShouldBeLessThan(1);
    }

    [Fact]
    public void The_numbers_of_Lemma_6_are_the_simulated_C_and_the_printed_one()
    {
        var found = TheoryRun.Run("lemma6[d=6,epochs=400]", "adam[lr=0.001,beta1=0.5,beta2=0.99]", 1);
        var limits = new SequentialLimits(6, 6, 0.5, 0.99);

        found["lemma6/printed"].ShouldBe(limits.CriticalAsPrinted, 1e-12);
        found["lemma6/simulated"].ShouldBe(limits.CriticalExact, limits.CriticalExact * 1e-6);
        Math.Abs(found["lemma6/simulated"] - limits.CriticalCorrected).ShouldBeGreaterThan(limits.CriticalExact * 1e-4);
    }

    [Fact]
    public void Lemma_4_measures_what_Theorem_5_does_and_its_errors_are_the_larger_ones()
    {
        const string part = "c=6,delta=1,settled=1000";
        var measured = TheoryRun.Run($"theorem5[{part}]", "adam[lr=0.001,beta1=0.9,beta2=0.999]", 2);
        var found = TheoryRun.Run($"lemma4[{part}]", "adam[lr=0.001,beta1=0.9,beta2=0.999]", 2);

        var limits = new StochasticLimits(6, 1, 0.9, 0.999);
        double Error(Func<double, double> formula) => Math.Max(
            Math.Abs((0.001 * formula(6) / measured["theorem5/k-large"]) - 1),
            Math.Abs((0.001 * formula(-1) / measured["theorem5/k-small"]) - 1));
        found["lemma4/bias"].ShouldBe(measured["theorem5/bias"]);
        found["lemma4/corrected-error"].ShouldBe(Error(limits.KCorrected), 1e-12);
        found["lemma4/printed-error"].ShouldBe(Error(limits.KAsPrinted), 1e-12);
        found["lemma4/bias-corrected"].ShouldBe(limits.KCorrected(6) / limits.KCorrected(-1), 1e-12);
    }

    [Fact]
    public void Theorem_5_shows_the_factors_their_quotient_and_how_far_it_is_from_1()
    {
        var even = TheoryRun.Run("theorem5[c=6,delta=1,settled=0]", "sgd[lr=0.1]", 2);
        var uneven = TheoryRun.Run("theorem5[c=6,delta=1,settled=100]", "adam[beta1=0,beta2=0.9]", 2);

        even["theorem5/k-large"].ShouldBe(0.1, 1e-9);
        even["theorem5/k-small"].ShouldBe(0.1, 1e-9);
        even["theorem5/unevenness"].ShouldBe(0, 1e-9);
        uneven["theorem5/k-large"].ShouldBeLessThan(uneven["theorem5/k-small"]);
        uneven["theorem5/bias"].ShouldBe(uneven["theorem5/k-large"] / uneven["theorem5/k-small"], 1e-12);
        uneven["theorem5/unevenness"].ShouldBe(-Math.Log(uneven["theorem5/bias"]), 1e-12);
    }

    [Theory]
    [InlineData(6, 1)]
    [InlineData(101, 0.02)]
    public void The_moments_of_the_squared_gradient_are_those_of_its_two_values(double c, double delta)
    {
        var (p, limits) = ((1 + delta) / (c + 1), new StochasticLimits(c, delta, 0.9, 0.999));

        limits.MeanSquare.ShouldBe((p * c * c) + 1 - p, 1e-9);
        limits.VarianceOfSquare.ShouldBe(p * (1 - p) * Math.Pow((c * c) - 1, 2), 1e-6);
        limits.MeanSquareAsPrinted.ShouldBe(limits.MeanSquare + (2 * delta), 1e-9);
    }

    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.5, 0.99)]
    public void Lemma_6_holds_with_its_second_fraction_turned_over(double beta1, double beta2)
    {
        var found = TheoryRun.Run("lemma6[d=6,epochs=400]", FormattableString.Invariant($"adam[lr=0.001,beta1={beta1},beta2={beta2}]"), 1);

        found["lemma6/exact-error"].ShouldBeLessThan(1e-6);
        found["lemma6/corrected-error"].ShouldBeLessThan(0.05);
        found["lemma6/printed-error"].ShouldBeGreaterThan(0.1);
    }

    [Fact]
    public void Theorem_5_gives_AdaShift_even_factors_and_Adam_has_uneven_ones()
    {
        TheoryRun.Run("theorem5[c=6,delta=1]", "adashift[phi=none,delay=1,beta1=0,beta2=0.9]", 40)["theorem5/unevenness"]
            .ShouldBeLessThan(0.02);
        TheoryRun.Run("theorem5[c=6,delta=1]", "adam[beta1=0,beta2=0.9]", 40)["theorem5/bias"].ShouldBeLessThan(0.9);
    }

    [Fact]
    public void The_factor_of_momentum_is_its_learning_rate_over_what_it_forgets()
    {
        double[] gradients = [1, -2, 3, .. Enumerable.Repeat(1.0, 300)];

        NetUpdateFactor.Of(new Momentum(Lr: 0.1, Mu: 0.9), gradients, [0, 1, 2]).ShouldAllBe(k => Math.Abs(k - (0.1 / (1 - 0.9))) < 1e-9);
    }

    [Fact]
    public void The_factor_of_Adam_is_equation_8()
    {
        var gradients = Enumerable.Range(0, 400).Select(t => t % 7 == 0 ? 5.0 : -1).ToArray();
        var (v, roots) = (0.0, new double[400]);
        for (var t = 0; t < 400; t++)
        {
            v = (0.99 * v) + (0.01 * gradients[t] * gradients[t]);
            roots[t] = (1 - Math.Pow(0.9, t + 1)) * (Math.Sqrt(v / (1 - Math.Pow(0.99, t + 1))) + 1e-8);
        }

        double Expected(int at) => Enumerable.Range(at, 400 - at).Sum(i => 0.001 * (1 - 0.9) * Math.Pow(0.9, i - at) / roots[i]);
        var measured = NetUpdateFactor.Of(new Adam(Lr: 0.001, Beta1: 0.9, Beta2: 0.99), gradients, [7, 8, 100]);

        measured.ShouldBe([Expected(7), Expected(8), Expected(100)], tolerance: 1e-12);
    }

    [Theory]
    [InlineData("adashift[phi=max,delay=3]")]
    [InlineData("adashift[phi=none,delay=3,accelerate=false]")]
    public void The_factor_of_AdaShift_with_a_constant_v_is_its_learning_rate(string rule)
    {
        // |g| never changes, so neither does v; the weights of a gradient in the n means that hold it sum to 1.
        var gradients = Enumerable.Range(0, 60).Select(t => t % 3 == 0 ? 2.0 : -2).ToArray();

        NetUpdateFactor.Of(TheoryRun.Rule(rule), gradients, [10, 11]).ShouldBe([0.01 / 2, 0.01 / 2], tolerance: 1e-9);
    }

    [Theory]
    [InlineData("theorem5[c=1e5]")]
    [InlineData("lemma4[c=1e5]")]
    [InlineData("lemma3[epochs=1000000]")]
    [InlineData("lemma6[epochs=1000000]")]
    public void What_no_machine_holds_is_refused_before_anything_runs(string subject) =>
        Should.Throw<SelectorException>(() => TheoryRun.Open(subject, "adam", 1)).Message.ShouldContain("is outside");

    [Fact]
    public void A_rule_without_the_betas_is_told_which_to_use() =>
        Should.Throw<ArgumentException>(() => TheoryRun.Run("lemma3", "sgd", 1)).Message.ShouldContain("Use an optimizer that has them");
}
