using AdaShift.Bench.Zoo.Gans;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>Scores against values worked out by hand, by another formula, or by trying every permutation.</summary>
public sealed class ScoreTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_set_moved_by_3_is_9_away()
    {
        var square = Toy.Rows([1.0, 1], [1, -1], [-1, 1], [-1, -1]);
        FrechetDistance.Between(square, square + tensor([3.0, 0.0])).ShouldBe(9, 1e-12);
    }

    [Fact]
    public void A_set_stretched_twofold_is_the_trace_of_its_covariance_away()
    {
        var square = Toy.Rows([1.0, 1], [1, -1], [-1, 1], [-1, -1]); // S = 4/3 I, and Tr(S + 4S − 2·2S) = Tr S
        FrechetDistance.Between(square, square * 2).ShouldBe(8 / 3.0, 1e-12);
    }

    [Theory]
    [InlineData(10, 64)]
    [InlineData(200, 16)]
    [InlineData(2, 300)]
    public void A_set_is_no_distance_from_itself(long samples, long features)
    {
        manual_seed(1);
        var x = (randn(samples, features) * 5) + 100;
        FrechetDistance.Between(x, x).ShouldBeInRange(0, 1e-6);
        FrechetDistance.Between(x, x.flip(0)).ShouldBeInRange(0, 1e-6);
    }

    /// <summary>Expected values: Tr(S₁^½ S₂ S₁^½)^½ by eigen-decomposition in PyTorch, float64.</summary>
    [Theory]
    [InlineData(40, 30, 6, 1.88583369486639)]
    [InlineData(5, 4, 8, 13.457914758313583)]
    public void Equals_the_formula_with_matrix_roots(int n, int m, int features, double expected)
    {
        var (x, y) = (Waves(n, features, 1, 2, 1, 0.1), Waves(m, features, 0.7, 1.3, 1.5, 0.2));
        FrechetDistance.Between(x, y).ShouldBe(expected, 1e-6);
        FrechetDistance.Between(y, x).ShouldBe(expected, 1e-6);
    }

    [Fact]
    public void Features_that_are_not_finite_have_no_distance() =>
        FrechetDistance.Between(ones(3, 2), full(3, 2, double.NaN)).ShouldBe(double.NaN);

    [Fact]
    public void Sets_of_one_or_of_other_dimensions_are_refused()
    {
        Should.Throw<ArgumentException>(() => FrechetDistance.Between(ones(1, 2), ones(3, 2))).Message.ShouldContain("[1, 2] and [3, 2]");
        Should.Throw<ArgumentException>(() => FrechetDistance.Between(ones(3, 2), ones(3, 4)));
    }

    [Fact]
    public void Certain_and_diverse_is_the_number_of_classes() => InceptionScore.Of(eye(4)).ShouldBe(4, 1e-12);

    [Fact]
    public void Uncertain_or_all_the_same_is_1()
    {
        InceptionScore.Of(full(3, 4, 0.25)).ShouldBe(1, 1e-12);
        InceptionScore.Of(Toy.Rows([0.0, 1], [0, 1])).ShouldBe(1, 1e-12);
    }

    /// <summary>p(y) = (¾, ¼): KL = log 4/3 and ½ log ⅔ + ½ log 2, and the exponential of their mean.</summary>
    [Fact]
    public void Inception_score_by_hand() =>
        InceptionScore.Of(Toy.Rows([1, 0], [0.5, 0.5]))
            .ShouldBe(Math.Exp((Math.Log(4 / 3.0) + (0.5 * Math.Log(2 / 3.0)) + (0.5 * Math.Log(2))) / 2), 1e-12);

    [Fact]
    public void Am_score_by_hand()
    {
        AmScore.Of(eye(4), full(4, 0.25)).ShouldBe(0, 1e-12);
        AmScore.Of(full(3, 4, 0.25), full(4, 0.25)).ShouldBe(Math.Log(4), 1e-12);
        AmScore.Of(Toy.Rows([1, 0], [0.5, 0.5]), tensor([0.5, 0.5]))
            .ShouldBe((Math.Log(2) / 2) + (0.5 * Math.Log(2 / 3.0)) + (0.5 * Math.Log(2)), 1e-12);
        AmScore.Of(Toy.Rows([1.0, 0]), tensor([0.5, 0.5])).ShouldBe(double.PositiveInfinity);
        AmScore.Of(Toy.Rows([0.0, 1]), tensor([0.0, 1])).ShouldBe(0);
    }

    [Fact]
    public void What_is_no_distribution_is_refused_by_row()
    {
        Should.Throw<ArgumentException>(() => InceptionScore.Of(Toy.Rows([0.5, 0.5], [0.5, 0.2]))).Message
            .ShouldStartWith("Row 1 is no distribution: its least probability is 0.2, its sum 0.7.");
        Should.Throw<ArgumentException>(() => InceptionScore.Of(Toy.Rows([1.5, -0.5])));
        Should.Throw<ArgumentException>(() => AmScore.Of(eye(3), full(4, 0.25))).Message.ShouldContain("there are 3 classes");
    }

    [Fact]
    public void Points_moved_together_are_as_far_as_they_were_moved()
    {
        manual_seed(2);
        var x = randn(50, 2);
        WassersteinDistance.Between(x, x + tensor([3f, 4f])).ShouldBe(5, 1e-5);
        WassersteinDistance.Between(x, x.flip(0)).ShouldBe(0, 1e-12);
        WassersteinDistance.Between(x.unsqueeze(1), x.unsqueeze(1)).ShouldBe(0);
    }

    /// <summary>0, 1, 2 and 4, 0.5, 10: on a line the sorted assignment is the cheapest.</summary>
    [Fact]
    public void On_a_line_the_order_decides() =>
        WassersteinDistance.Between(Toy.Rows([0.0], [1], [2]), Toy.Rows([4.0], [0.5], [10])).ShouldBe((0.5 + 3 + 8) / 3, 1e-12);

    [Fact]
    public void Sets_of_other_sizes_are_refused_and_NaN_stays()
    {
        Should.Throw<ArgumentException>(() => WassersteinDistance.Between(ones(2, 2), ones(3, 2))).Message
            .ShouldContain("[2, 2] and [3, 2]");
        WassersteinDistance.Between(ones(2, 2), full(2, 2, double.NaN)).ShouldBe(double.NaN);
    }

    [Fact]
    public void An_assignment_is_as_cheap_as_the_cheapest_permutation()
    {
        var random = new Random(3);
        for (var n = 0; n <= 6; n++)
            for (var trial = 0; trial < 20; trial++)
            {
                var cost = new double[n, n];
                for (var i = 0; i < n; i++)
                    for (var j = 0; j < n; j++) cost[i, j] = trial % 2 == 0 ? random.Next(-3, 4) : random.NextDouble(); // ties, and none
                var columns = Assignment.Solve(cost);
                columns.Order().ShouldBe(Enumerable.Range(0, n));
                Total(cost, columns).ShouldBe(Permutations(n).Min(p => Total(cost, p)), 1e-12);
            }
    }

    [Fact]
    public void Costs_that_are_not_square_or_not_finite_are_refused()
    {
        Should.Throw<ArgumentException>(() => Assignment.Solve(new double[2, 3])).Message.ShouldContain("not 2 × 3");
        Should.Throw<ArgumentException>(() => Assignment.Solve(new[,] { { double.NaN } }));
    }

    static double Total(double[,] cost, int[] columns) => columns.Index().Sum(pair => cost[pair.Index, pair.Item]);

    static IEnumerable<int[]> Permutations(int n)
    {
        if (n == 0) return [[]];
        return from shorter in Permutations(n - 1)
               from at in Enumerable.Range(0, n)
               select shorter.Take(at).Append(n - 1).Concat(shorter.Skip(at)).ToArray();
    }

    static Tensor Waves(int rows, int columns, double a, double b, double scale, double shift)
    {
        var (i, j) = (arange(rows, dtype: ScalarType.Float64).unsqueeze(1), arange(columns, dtype: ScalarType.Float64).unsqueeze(0));
        return (((a * i) + (b * j) + (0.1 * i * j)).sin() * scale) + (shift * j);
    }
}
