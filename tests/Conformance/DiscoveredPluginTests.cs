using AdaShift.Bench.Conformance.Checks;
using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using AdaShift.Bench.Zoo;

namespace AdaShift.Bench.Conformance;

/// <summary>Every plug-in that is discovered keeps the promises; a new one is held to them without a line here.</summary>
public sealed class DiscoveredPluginTests
{
    /// <summary>Workloads whose defaults would take minutes, or want data that few have.</summary>
    static readonly Dictionary<string, string> Small = new(StringComparer.Ordinal)
    {
        ["nmt"] = "nmt[units=16,pieces=500,batch=8,beam=1,dev-sentences=4]",
        ["cifar10-resnet18"] = "cifar10-resnet18[data=clipart,width=4,batch=8]",
        ["cifar10-densenet"] = "cifar10-densenet[data=clipart,form=standard,depth=10,growth=4,batch=8]",
        ["tiny-imagenet-densenet"] = "tiny-imagenet-densenet[data=clipart,side=32,depth=7,growth=4,batch=8]",
    };

    public static TheoryData<PluginKind, string> All() => [.. Catalog.Product.Plugins.Select(p => (p.Kind, p.Name))];

    public static TheoryData<string> Optimizers() => Catalog.Names(PluginKind.Optimizer);

    public static TheoryData<string> Schedules() => Catalog.Names(PluginKind.Schedule);

    public static TheoryData<string> Clips() => Catalog.Names(PluginKind.GradientClip);

    public static TheoryData<string> Probes() => Catalog.Names(PluginKind.Probe);

    public static TheoryData<string> Workloads() => Catalog.Names(PluginKind.Workload);

    public static TheoryData<string> Measurements() => Catalog.Names(PluginKind.Measurement);

    [Fact]
    public void Discovery_has_no_problems() => Catalog.Product.Problems.ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(All))]
    public void Tells_about_itself(PluginKind kind, string name) =>
        PluginConformance.Check(Catalog.Product.Of(kind).Single(p => p.Name == name));

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Optimizers_conform(string name) => OptimizerConformance.Check(Catalog.Product.Create<UpdateRule>(name));

    [Theory]
    [InlineData("adashift[phi=none]")]
    [InlineData("adashift[phi=mean,beta1=1,window=4]")]
    [InlineData("adashift[phi=none,block=element,delay=1,beta1=0]")]
    [InlineData("adashift[phi=max,block=global,delay=3]")]
    [InlineData("adashift[phi=mean,block=global,v=running-max,delay=2]")]
    [InlineData("adashift[delay=0]")]
    [InlineData("adam[beta1=0,eps=0]")]
    [InlineData("amsgrad[form=corrected]")]
    [InlineData("sgd[momentum=0.9,weight-decay=0.1,nesterov=true]")]
    [InlineData("sgd[momentum=0.9,dampening=0.5]")]
    [InlineData("rmsprop[momentum=0.9,centered=true]")]
    public void Variants_conform(string selector) => OptimizerConformance.Check(Catalog.Product.Create<UpdateRule>(selector));

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedules_conform(string name) => ScheduleConformance.Check(Catalog.Product.Create<Schedule>(name));

    [Theory]
    [MemberData(nameof(Clips))]
    public void Clips_conform(string name) => ClipConformance.Check(Catalog.Product.Create<GradientClip>(name));

    [Theory]
    [MemberData(nameof(Probes))]
    [InlineData("correlation[lags=3]")]
    [InlineData("correlation[parameter=layer3.weight,lags=1,v=false]")]
    [InlineData("net-update[window=40,from=5,samples=16]")]
    public void Probes_conform(string selector) =>
        ProbeConformance.Check(() => Catalog.Product.Create<Probe>(selector), new Adam(0.01));

    [Theory]
    [MemberData(nameof(Workloads))]
    public void Workloads_conform(string name)
    {
        var workload = Catalog.Product.Create<Workload>(Small.GetValueOrDefault(name, name));
        var store = new DataStore();
        var datasets = new DatasetCatalog(typeof(Dataset).Assembly);
        foreach (var needed in workload.Datasets)
            Assert.SkipUnless(
                store.Status(datasets[needed]).State == DataState.Ready,
                $"The data set '{needed}' is not there: adashift-bench data fetch {needed}");
        WorkloadConformance.Check(workload, new Adam(0.01), store.Root);
    }

    [Theory]
    [MemberData(nameof(Measurements))]
    public void Measurements_conform(string name) =>
        MeasurementConformance.Check(Catalog.Product.Create<Measurement>(name), new Adam(0.01));

    [Theory]
    [InlineData("toy-quadratic")]
    [InlineData("toy-sequence")]
    [InlineData("toy-two-player")]
    public void Toys_conform(string name) => WorkloadConformance.Check(Catalog.Toys.Create<Workload>(name), new Adashift(Delay: 1), "");
}
