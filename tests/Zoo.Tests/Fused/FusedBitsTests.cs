using AdaShift.Bench.Contracts;
using AdaShift.Bench.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Fused;

/// <summary>The same bits whatever the number of threads and the instructions.</summary>
[Collection(nameof(FusedBitsTests))]
[CollectionDefinition(nameof(FusedBitsTests), DisableParallelization = true)]
public sealed class FusedBitsTests : IDisposable
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
        FusedKernels.Use(null);
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

    [Theory]
    [InlineData("baseline")]
    [InlineData("avx2")]
    [InlineData("avx512")]
    public void The_instructions_change_no_bit(string instructions)
    {
        foreach (var rule in rules)
        foreach (var dtype in new[] { ScalarType.Float32, ScalarType.Float64 })
        {
            FusedKernels.Use(null);
            var widest = Lab.Run(rule, dtype, [515, 33], 13);
            if (!FusedKernels.Use(instructions)) Assert.Skip($"This processor does not have {instructions}.");
            Lab.Run(rule, dtype, [515, 33], 13).ShouldBe(widest, $"{rule} {dtype}");
        }
    }
}
