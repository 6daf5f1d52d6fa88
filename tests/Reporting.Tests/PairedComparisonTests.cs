using AdaShift.Bench.Reporting.Analysis;

namespace AdaShift.Bench.Reporting.Tests;

public class PairedComparisonTests
{
    [Fact]
    public void Pairs_are_the_seeds_that_both_arms_have()
    {
        var left = new Sample("A", new Dictionary<long, double> { [2] = 5, [0] = 1, [7] = 9 }, []);
        var right = new Sample("B", new Dictionary<long, double> { [0] = 4, [2] = 3, [1] = 8 }, []);
        var numbers = PairedComparison.Of(left, right, Better.Lower, isExact: false);
        (numbers.N, numbers.Effect, numbers.P).ShouldBe((2, -0.5, 1));
    }
}
