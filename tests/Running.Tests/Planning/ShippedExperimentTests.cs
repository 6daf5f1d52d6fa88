using System.Reflection;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Every experiment of the product can be planned, in every profile, with the plug-ins of the product.</summary>
public sealed class ShippedExperimentTests
{
    static readonly ExperimentLibrary library = new(Path.Combine(AppContext.BaseDirectory, "experiments"));

    static readonly PluginCatalog catalog = PluginCatalog.Discover(
        [Assembly.Load("AdaShift.Bench.Zoo"), Assembly.Load("AdaShift.Bench.Workloads")], []);

    public static TheoryData<string> Experiments => [.. library.Names];

    [Theory]
    [MemberData(nameof(Experiments))]
    public void Can_be_planned(string name) => CanBePlanned(library.Read(name));

    [Fact]
    public void The_example_in_the_documentation_can_be_planned()
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "experiments.md"));
        var yaml = page.Split("```yaml")[1].Split("```")[0];

        CanBePlanned(ExperimentFile.Parse(yaml, "fig3-mlp.yaml", "fig3-mlp"));
        foreach (var key in ExperimentFile.Keys.All.Concat(ExperimentFile.ProfileKeys.All).Concat(ExperimentFile.ClaimKeys.All))
            page.ShouldContain($"`{key}`");
    }

    [Fact]
    public void The_plugins_of_the_product_are_all_usable() => catalog.Problems.ShouldBeEmpty();

    static void CanBePlanned(Experiment experiment)
    {
        experiment.Problems.ShouldBeEmpty();
        foreach (var profile in experiment.Profiles)
        {
            var plan = new Planner(catalog).Plan(experiment, new(profile.Name));

            IReadOnlyList<long> seeds = profile.Seeds ?? experiment.Seeds;
            plan.Experiment.Runs.Count.ShouldBe(plan.Experiment.Labels.Count * seeds.Count);
            plan.Experiment.Runs.Keys.ShouldBe(plan.Experiment.Runs.Values.Select(RunName.Of));
        }
    }
}
