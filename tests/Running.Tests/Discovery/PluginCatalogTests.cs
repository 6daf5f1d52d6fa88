using System.Reflection;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Running.Tests;

public sealed class PluginCatalogTests
{
    const string Allowed = "Allowed: double, float, int, long, bool, string, an enum, or one of these with '?'.";

    static readonly Assembly here = typeof(SamplePlugins).Assembly;

    [Fact]
    public void Finds_every_kind_by_its_attribute_alone()
    {
        var found = SamplePlugins.Catalog.Plugins.Where(p => p.Name.StartsWith("sample-", StringComparison.Ordinal));

        found.Select(p => $"{p.Kind}/{p.Name}").ShouldBe(
        [
            "Optimizer/sample-adam", "Optimizer/sample-fast", "Optimizer/sample-optional", "Optimizer/sample-required",
            "Optimizer/sample-throws", "Workload/sample-gan", "Workload/sample-work", "Measurement/sample-reading",
            "Schedule/sample-step", "GradientClip/sample-clip", "Probe/sample-probe",
        ]);
    }

    [Fact]
    public void A_plugin_tells_where_it_comes_from_and_what_can_be_set()
    {
        var adam = SamplePlugins.Catalog.Find<UpdateRule>("sample-adam");

        adam.Source.ShouldBe("Somebody 2015");
        adam.Origin.ShouldBe(here.GetName().Name);
        adam.Type.ShouldBe(typeof(SamplePlugins.Adam));
        adam.Settings.Select(s => $"{s.Name}: {s.Type} {s.Interval} = {s.Default}").ShouldBe(
        [
            "lr: number (0, inf) = 0.001", "beta1: number [0, 1) = 0.9", "weight-decay: number  = 0", "delay: whole number [0, 100] = 10",
            "nesterov: true or false  = false", "form: choice  = running-max", "note: text  = plain",
        ]);
        adam.Settings[5].Choices.ShouldBe(["none", "running-max", "max-gp"]);
        SamplePlugins.Catalog.Find<UpdateRule>("sample-required").Settings[0].IsRequired.ShouldBeTrue();
    }

    [Fact]
    public void Loads_a_plugin_file_whose_types_are_ours()
    {
        using var folder = new CompiledPlugin();
        var file = folder.CompileRule("Still", "still");

        var catalog = PluginCatalog.Discover([here], [file]);

        catalog.Problems.ShouldNotContain(p => p.Origin == file);
        var plugin = catalog.Find<UpdateRule>("still");
        plugin.Origin.ShouldBe(file);
        plugin.Summary.ShouldBe("Stays where it is: θ ← θ, see Empty.");
        catalog.Canonical<UpdateRule>("still").ShouldBe("still[lr=0.5]");
        catalog.Create<UpdateRule>("still[lr=2]").ToString().ShouldContain("Lr = 2");
        catalog.PluginFiles.ShouldBe([file]);
    }

    [Fact]
    public void A_copy_of_the_contracts_beside_a_plugin_does_no_harm()
    {
        using var folder = new CompiledPlugin();
        var file = folder.CompileRule("Still", "still");
        var contracts = typeof(UpdateRule).Assembly.Location;
        File.Copy(contracts, Path.Combine(folder.Folder, Path.GetFileName(contracts)));

        PluginCatalog.Discover([], [file]).Create<UpdateRule>("still").ShouldNotBeNull();
    }

    [Fact]
    public void A_plugin_finds_the_libraries_beside_it()
    {
        using var folder = new CompiledPlugin();
        var library = folder.Compile("Halves", "public static class Halves { public static double Of(double x) => x / 2; }");
        var file = folder.Compile("Half", """
            using AdaShift.Bench;
            [Schedule("half")]
            public sealed record Half(double From = 1) : Schedule
            {
                public override double Factor(ScheduleTime time) => Halves.Of(From);
            }
            """, library);

        PluginCatalog.Discover([], [file]).Create<Schedule>("half[from=3]").Factor(default).ShouldBe(1.5);
    }

    [Fact]
    public void Of_two_with_one_name_the_first_is_used_and_the_other_listed()
    {
        using var folder = new CompiledPlugin();
        var file = folder.CompileRule("Second", "sample-adam");

        var catalog = PluginCatalog.Discover([here], [file]);

        catalog.Find<UpdateRule>("sample-adam").Type.ShouldBe(typeof(SamplePlugins.Adam));
        var problem = catalog.Problems.Single(p => p.Origin == file);
        problem.Name.ShouldBe("Still");
        var first = $"optimizer 'sample-adam' ({typeof(SamplePlugins.Adam).FullName}, {here.GetName().Name})";
        problem.Reason.ShouldBe($"the name is taken by {first}. Rename one of them.");
    }

    [Fact]
    public void A_measurement_cannot_have_the_name_of_a_workload()
    {
        using var folder = new CompiledPlugin();
        var file = folder.Compile("Measures", """
            using System.Collections.Generic;
            using AdaShift.Bench;

            [Measurement("sample-work")]
            public sealed class Twin : Measurement
            {
                public override Goal Goal => Goal.AtMost("x", 0);
                public override IReadOnlyList<Metric> Metrics => [new("x", "", Better.Lower)];
                public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run) => [];
            }
            """);

        PluginCatalog.Discover([here], [file]).Problems.Single(p => p.Origin == file).Reason
            .ShouldStartWith("the name is taken by workload 'sample-work'");
    }

    [Fact]
    public void The_same_file_twice_is_one_plugin()
    {
        using var folder = new CompiledPlugin();
        var file = folder.CompileRule("Still", "still");

        var catalog = PluginCatalog.Discover([], [file, Path.Combine(folder.Folder, ".", "Still.dll")]);

        catalog.Plugins.Count.ShouldBe(1);
        catalog.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Files_that_are_no_plugins_are_listed_and_stop_nobody()
    {
        using var folder = new CompiledPlugin();
        var good = folder.CompileRule("Still", "still");
        var missing = Path.Combine(folder.Folder, "missing.dll");
        var text = Path.Combine(folder.Folder, "text.dll");
        File.WriteAllText(text, "not a library");
        var cut = Path.Combine(folder.Folder, "cut.dll");
        File.WriteAllBytes(cut, File.ReadAllBytes(good)[..700]);
        var stranger = folder.Compile("Stranger", "public class Nothing;");
        var empty = folder.Compile("Empty", "public class Nothing { public AdaShift.Bench.StepLog? M; }");

        var catalog = PluginCatalog.Discover([], [missing, text, cut, stranger, empty, good]);

        catalog.Plugins.Select(p => p.Name).ShouldBe(["still"]);
        catalog.Problems.Select(p => p.ToString()).ShouldBe(
        [
            $"{missing}: there is no such file.",
            $"{text}: it is not a .NET assembly, or it is damaged.",
            $"{cut}: it is not a .NET assembly, or it is damaged.",
            $"{stranger}: it does not use AdaShift.Bench.Abstractions, so it holds no plug-ins.",
            $"{empty}: no class in it has a plug-in attribute, such as [Optimizer(\"name\")].",
        ]);
    }

    [Fact]
    public void A_file_with_nothing_but_what_somebody_else_looks_for_is_no_mistake()
    {
        using var folder = new CompiledPlugin();
        var file = folder.Compile("Shells", """
            using AdaShift.Bench.Datasets;
            [Dataset("shells", Title = "Shells", Licence = "none", Source = "a test")]
            public sealed class Shells : Dataset
            {
                public override string Description => "Some shells.";
                public override System.Collections.Generic.IReadOnlyList<DataFile> Files => [];
                public override Origin Origin => new BringYourOwn("the sea", "them");
            }
            """);

        var catalog = PluginCatalog.Discover([], [file], typeof(Datasets.DatasetAttribute));

        catalog.Problems.ShouldBeEmpty();
        var shells = catalog.PluginAssemblies.ShouldHaveSingleItem();
        new Datasets.DatasetCatalog(typeof(Datasets.Dataset).Assembly, shells)["shells"].Description.ShouldBe("Some shells.");
        PluginCatalog.Discover([], [file]).Problems.ShouldHaveSingleItem()
            .Reason.ShouldBe("it does not use AdaShift.Bench.Abstractions, so it holds no plug-ins.");
    }

    [Fact]
    public void A_plugin_for_another_version_of_the_contract_is_listed_with_the_reason()
    {
        using var folder = new CompiledPlugin();
        var contracts = folder.Compile("AdaShift.Bench.Abstractions", """
            [assembly: System.Reflection.AssemblyVersion("9.3.0.0")]
            namespace AdaShift.Bench;
            public sealed class OptimizerAttribute(string name) : System.Attribute { public string Name => name; }
            """);
        var file = folder.Compile("Future", """[AdaShift.Bench.Optimizer("future")] public class Future;""", contracts);

        var problem = PluginCatalog.Discover([], [file]).Problems.ShouldHaveSingleItem();

        problem.Reason.ShouldStartWith("it was built against AdaShift.Bench.Abstractions 9.3.0, but this harness has 0.");
        problem.Reason.ShouldEndWith("Build it again.");
    }

    [Fact]
    public void Marked_classes_that_cannot_be_used_are_listed_with_the_reason()
    {
        using var folder = new CompiledPlugin();
        var file = folder.Compile("Broken", """
            using AdaShift.Bench;
            public abstract record Base : Schedule { public override double Factor(ScheduleTime time) => 1; }
            [Optimizer("wrong-base")] public sealed class A;
            [Schedule("hidden")] public sealed record B : Base { B() { } }
            [Schedule("abstract")] public abstract record C : Base;
            [Schedule("typed")] public sealed record D(System.DateTime When = default) : Base;
            [Schedule("Bad Name")] public sealed record E : Base;
            [Schedule("no-interval")] public sealed record F([Interval("0..1")] double X = 0) : Base;
            [Schedule("text-interval")] public sealed record G([Interval("[0, 1]")] string X = "") : Base;
            [Schedule("alike")] public sealed record H(double LearningRate = 0, double Learning_Rate = 0) : Base;
            [Schedule("none-twice")] public sealed record I(J? X = null) : Base;
            public enum J { None, Some }
            [Schedule("good")] public sealed record K : Base;
            """);

        var catalog = PluginCatalog.Discover([], [file]);

        catalog.Plugins.Select(p => p.Name).ShouldBe(["good"]);
        catalog.Problems.Select(p => $"{p.Name}: {p.Reason}").ShouldBe(
        [
            "A: it is marked as optimizer 'wrong-base' but does not derive from UpdateRule.",
            "B: schedule 'hidden' has no public constructor.",
            "C: schedule 'abstract' is abstract: no instance of it can be made.",
            "D: its setting 'when' has the type DateTime. " + Allowed,
            "E: 'Bad Name' is not a name for a plug-in. Allowed: lower-case words and digits joined by '-'.",
            "F: its description cannot be read: '0..1' is not an interval. Expected something like '[0, 1)' or '(0, inf)'.",
            "G: its setting 'x' has an interval but is no number.",
            "H: the settings 'learning-rate' and 'learning-rate' cannot be distinguished.",
            "I: its setting 'x' has the type Nullable`1. " + Allowed,
        ]);
    }
}
