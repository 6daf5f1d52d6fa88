using System.Text;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using AdaShift.Bench.Zoo.Probes;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class ProbeTests
{
    const string Walk = "gradient-walk";

    [Fact]
    public void Correlations_are_Pearsons()
    {
        using var scope = NewDisposeScope();
        using var sums = new PairSums();
        double[] x = [1, 2, 4, 8, 3], y = [2, 1, 7, 9, 3];
        for (var t = 0; t < x.Length; t++) sums.Add(tensor(new[] { x[t], 1 }), tensor(new[] { y[t], x[t] }));

        var (mx, my) = (x.Average(), y.Average());
        var expected = x.Zip(y).Sum(p => (p.First - mx) * (p.Second - my)) /
            Math.Sqrt(x.Sum(v => (v - mx) * (v - mx)) * y.Sum(v => (v - my) * (v - my)));
        var found = sums.Correlations()!.data<double>().ToArray();
        found[0].ShouldBe(expected, 1e-12);
        found[1].ShouldBe(double.NaN); // a series that does not vary has no correlation
    }

    [Fact]
    public void Of_two_elements_each_is_held_against_its_own_past_and_against_that_of_the_other()
    {
        const int lags = 2;
        double[] x = [1, 2, 4, 8, 3, -1, 2, 0, 5, -3], y = [2, 1, 7, 9, 3, -4, 6, 1, 0, 2];
        using var scope = NewDisposeScope();
        using var probe = new Correlation("weight", lags, v: false);
        probe.Begin("model", new Sgd());
        for (var t = 0; t < x.Length; t++)
        {
            var gradient = tensor(new[] { x[t], y[t] });
            probe.Observe(new Update("model", t, "weight", gradient, gradient, new NoState()));
        }

        var found = Reported(probe);

        for (var n = 1; n <= lags; n++)
        {
            found[$"correlation/temporal-{n}"].ShouldBe((Pearson(x, x, n) + Pearson(y, y, n)) / 2, 1e-12);
            found[$"correlation/spatial-{n}"].ShouldBe((Pearson(x, y, n) + Pearson(y, x, n)) / 2, 1e-12);
        }

        // Of now and of n steps ago, where the past is as long as the longest lag.
        static double Pearson(double[] now, double[] past, int n)
        {
            var (a, b) = (now[lags..], past[(lags - n)..^n]);
            var (ma, mb) = (a.Average(), b.Average());
            return a.Zip(b).Sum(p => (p.First - ma) * (p.Second - mb)) /
                Math.Sqrt(a.Sum(v => (v - ma) * (v - ma)) * b.Sum(v => (v - mb) * (v - mb)));
        }
    }

    [Theory]
    [InlineData("adam[lr=0.001,beta2=0.9]", 0.4359)] // √(1 − β2²)
    [InlineData("adashift[phi=none,delay=2,beta2=0.9]", 0)]
    public void The_correlation_of_independent_squares_with_v_is_known(string rule, double expected)
    {
        var found = TheoryRun.Run(Walk, rule, 12, null, 0, "correlation[parameter=theta,lags=3]");

        found["correlation/g2-v"].ShouldBe(expected, 0.06); // 6,000 steps, correlated over 20 of them
        found["correlation/temporal-1"].ShouldBe(0, 0.06);
    }

    [Fact]
    public void AdaShifts_v_goes_with_the_gradient_of_n_steps_ago()
    {
        var found = TheoryRun.Run(Walk, "adashift[phi=none,delay=2,beta2=0.9]", 12, null, 0, "correlation[parameter=theta,lags=3]");

        found["correlation/g2-v-lag-2"].ShouldBe(0.4359, 0.06);
    }

    [Fact]
    public void The_numbers_of_the_paper_stand_beside_ours()
    {
        using var run = TheoryRun.Open(Walk, "adam[beta2=0.9]", 2, null, 0, "correlation[parameter=theta]");
        var text = Encoding.UTF8.GetString(TheoryRun.Walk(run, 2).Artefacts.Single(a => a.Name == "correlations.csv").Content.Span);

        text.ShouldContain(",0.435885276\n");
        text.ShouldContain("temporal,1,");
    }

    [Fact]
    public void A_rule_without_a_v_is_told_what_to_do()
    {
        var message = Should.Throw<ArgumentException>(
            () => TheoryRun.Open(Walk, "sgd", 1, null, 0, "correlation[parameter=theta]")).Message;
        message.ShouldContain("ISecondMoment");
        message.ShouldContain("correlation[v=false]");

        TheoryRun.Run(Walk, "sgd", 1, null, 0, "correlation[parameter=theta,v=false]").Keys.ShouldContain("correlation/temporal-1");
    }

    [Theory]
    [InlineData("adashift[block=global,delay=2]")] // one v for the whole model
    [InlineData("rmsprop[centered=true]")] // divides by v − m²
    public void A_state_without_a_v_of_its_own_is_told_what_to_do_once_theta_has_moved(string rule)
    {
        using var run = TheoryRun.Open(Walk, rule, 1, null, 0, "correlation[parameter=theta]");
        run.Evaluate();

        Should.Throw<InvalidOperationException>(() => TheoryRun.Walk(run, 1)).Message
            .ShouldEndWith("the parameter has no v of its own. Leave v out: correlation[v=false].");
    }

    [Fact]
    public void A_warm_up_is_not_taken_for_a_missing_v()
    {
        var found = TheoryRun.Run(Walk, "adashift[delay=1000]", 1, null, 0, "correlation[parameter=theta]");

        found.Keys.ShouldContain("correlation/temporal-1");
        found.Keys.ShouldNotContain("correlation/g2-v");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_two_players_with_a_parameter_of_that_name_the_first_is_looked_at(bool correlation)
    {
        using var scope = NewDisposeScope();
        using Probe alone = New(), among = New();
        foreach (var probe in new[] { alone, among })
        {
            probe.Begin("critic", new Adam());
            probe.Begin("generator", new Sgd());
        }

        for (var t = 0; t < 40; t++)
        {
            var gradient = tensor(new[] { Math.Sin(2.4 * t), Math.Cos(1.7 * t) });
            alone.Observe(new Update("critic", t, "weight", gradient, gradient, new NoState()));
            among.Observe(new Update("critic", t, "weight", gradient, gradient, new NoState()));
            among.Observe(new Update("generator", t, "weight", gradient.square(), gradient, new NoState()));
        }

        Reported(alone).ShouldNotBeEmpty();
        Reported(among).ShouldBe(Reported(alone));

        Probe New() => correlation ? new Correlation("weight", lags: 1, v: false) : new NetUpdate("weight", window: 40, samples: 8);
    }

    [Fact]
    public void A_parameter_that_is_not_there_is_named_with_those_that_are() =>
        Should.Throw<InvalidOperationException>(() => TheoryRun.Run(Walk, "adam", 1, null, 0, "correlation")).Message
            .ShouldContain("'layer2.weight', which no gradient came for. Available: theta");

    [Fact]
    public void Only_resting_steps_can_be_taken()
    {
        var found = TheoryRun.Run(Walk, "adam", 2, "freeze[after=0.5]", 0, "correlation[parameter=theta,resting=true]");
        var before = TheoryRun.Run(Walk, "adam", 2, null, 0, "correlation[parameter=theta,resting=true]");

        found.Keys.ShouldContain("correlation/temporal-1");
        before.Keys.ShouldNotContain("correlation/temporal-1");
    }

    [Theory]
    [InlineData("adam[lr=0.001,beta1=0,beta2=0.9]", 0.5, 0.95)]
    [InlineData("adashift[phi=none,delay=1,beta1=0,beta2=0.9,lr=0.001]", 0.8, 1.25)]
    [InlineData("sgd[lr=0.1]", 1, 1)]
    public void Large_gradients_count_less_in_Adam_alone(string rule, double low, double high) =>
        TheoryRun.Run(Walk, rule, 6, null, 0, "net-update[window=3000,samples=400]")["net-update/bias"]
            .ShouldBeInRange(low - 1e-9, high + 1e-9);

    [Fact]
    public void A_factor_is_the_same_alone_and_among_other_elements_when_v_is_by_element()
    {
        using var scope = NewDisposeScope();
        var gradients = randn(200, 3, dtype: ScalarType.Float64, generator: new Generator(1));
        var among = NetUpdateFactor.Of(new Adam(), gradients, [(20, 0), (30, 2), (40, 2)]);
        var alone = NetUpdateFactor.Of(new Adam(), gradients.slice(1, 2, 3, 1).contiguous(), [(30, 0), (40, 0)]);

        among[1..].ShouldBe(alone, tolerance: 1e-15);
    }

    [Theory]
    [InlineData("correlation[parameter=theta,lags=3]")]
    [InlineData("net-update[window=800]")]
    public void What_a_probe_gathered_survives_an_interruption(string probe)
    {
        using var whole = TheoryRun.Open(Walk, "adam", 4, null, 0, probe);
        TheoryRun.Walk(whole, 1);
        using var saved = new Snapshot();
        whole.Save(saved);
        var expected = TheoryRun.Walk(whole, 2).Metrics;

        using var resumed = TheoryRun.Open(Walk, "adam", 4, null, 0, probe);
        resumed.Load(saved);

        TheoryRun.Walk(resumed, 2).Metrics.ShouldBe(expected);
    }

    static IReadOnlyDictionary<string, double> Reported(Probe probe)
    {
        var evaluation = new EvaluationBuilder();
        probe.Report(evaluation);
        return evaluation.Build().Metrics;
    }
}
