using AdaShift.Bench.Optim;
using AdaShift.Bench.Running;

namespace AdaShift.Bench.Workloads.Tests;

public sealed class GoalTests
{
    /// <summary>"Reached" in a report means these numbers: whoever changes one makes new reports say another thing than old ones.</summary>
    [Theory]
    [InlineData("mnist-logistic", "test/accuracy", Better.Higher, 0.92)]
    [InlineData("mnist-mlp", "test/accuracy", Better.Higher, 0.90)]
    [InlineData("toy-critic", "critic/optimality", Better.Higher, 0.95)]
    [InlineData("toy-gan", "samples/wasserstein", Better.Lower, 0.3)]
    [InlineData("mnist-gan", "classifier/fid", Better.Lower, 100)]
    [InlineData("online-stochastic", "online/theta", Better.Lower, -1)]
    [InlineData("online-sequential", "online/theta", Better.Lower, -1)]
    [InlineData("online-sequential[bound=2]", "online/theta", Better.Lower, -1.98)]
    [InlineData("ill-conditioned", "train/decades", Better.Lower, -6)]
    [InlineData("wgan-critic", "test/loss", Better.Lower, -24.225)]
    [InlineData("wgan-critic[objective=log-sigmoid-linear,lipschitz=max-gp,rho=0.1]", "test/loss", Better.Lower, -722.5)]
    [InlineData("wgan-critic[side=32]", "test/loss", Better.Lower, -62.9)]
    [InlineData("wgan-critic[objective=hinge]", "test/loss", Better.Lower, 0.5)]
    [InlineData("beta-plane", "plane/wrong-share", Better.Lower, 0)]
    [InlineData("lemma2", "lemma2/v-error", Better.Lower, 1e-9)]
    [InlineData("lemma3", "lemma3/k-error", Better.Lower, 1e-6)]
    [InlineData("lemma4", "lemma4/corrected-error", Better.Lower, 0.02)]
    [InlineData("lemma6", "lemma6/exact-error", Better.Lower, 1e-6)]
    [InlineData("theorem5", "theorem5/unevenness", Better.Lower, 0.01)]
    public void Each_subject_has_its_goal(string subject, string metric, Better better, double target) =>
        TheoryRun.Subject(subject).Goal.ShouldBe(new Goal(metric, better, target));

    [Fact]
    public void Every_goal_is_about_a_metric_of_its_subject_and_in_its_direction()
    {
        var plugins = TheoryRun.Catalog.Of(PluginKind.Workload).Concat(TheoryRun.Catalog.Of(PluginKind.Measurement));
        var subjects = plugins.Select(p => TheoryRun.Subject(p.Name)).ToList();

        subjects.Count.ShouldBeGreaterThan(10);
        foreach (var subject in subjects)
            subject.Metrics.Single(m => m.Name == subject.Goal.Metric).Better.ShouldBe(subject.Goal.Better, subject.ToString());
    }
}
