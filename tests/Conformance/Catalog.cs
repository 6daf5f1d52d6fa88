using AdaShift.Bench.Running;
using AdaShift.Bench.Testing;
using AdaShift.Bench.Workloads;
using AdaShift.Bench.Zoo;

namespace AdaShift.Bench.Conformance;

/// <summary>What comes with the product, as the command line finds it, and the toys that tests use.</summary>
static class Catalog
{
    public static PluginCatalog Product { get; } = PluginCatalog.Discover([typeof(Adashift).Assembly, typeof(MnistLogistic).Assembly], []);

    public static PluginCatalog Toys { get; } = PluginCatalog.Discover([typeof(ToySgd).Assembly], []);

    public static TheoryData<string> Names(PluginKind kind) => [.. Product.Of(kind).Select(p => p.Name)];
}
