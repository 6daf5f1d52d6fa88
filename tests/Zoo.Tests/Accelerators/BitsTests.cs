using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>The same bits whatever the number of threads.</summary>
[Collection(nameof(BitsTests))]
[CollectionDefinition(nameof(BitsTests), DisableParallelization = true)]
public sealed class BitsTests : IDisposable
{
    static readonly long[] sizes = [70_001, 3, 40_000, 1, 8_193];
    static readonly UpdateRule[] rules =
    [
        new Momentum(), new Adam(), new Amsgrad(), new Adashift(), new Adashift(Phi.Mean), new Adashift(Phi.None),
        new Adashift(Phi.Mean, Delay: 0),
    ];

    readonly int threads = get_num_threads();

    public void Dispose()
    {
        set_num_threads(threads);
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        foreach (var rule in rules)
        {
            set_num_threads(1);
            var one = Lab.Run(rule, ScalarType.Float32, sizes, 13);
            foreach (var count in new[] { 2, 3 })
            {
                set_num_threads(count);
                Lab.Run(rule, ScalarType.Float32, sizes, 13).ShouldBe(one, $"{rule}, {count} threads");
            }
        }
    }
}
