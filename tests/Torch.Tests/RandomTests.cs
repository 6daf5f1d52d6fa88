using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests;

public class RandomTests
{
    [Fact]
    public void A_seed_gives_PyTorchs_numbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        Golden.ShouldMatch("rand", rand(5));
        Golden.ShouldMatch("randn few", randn(7));
        Golden.ShouldMatch("randn many", randn(33));
        Golden.ShouldMatch("randperm", randperm(9));
        Golden.ShouldMatch("randint", randint(3, 100, 6));
        Golden.ShouldMatch("bernoulli", full(8, 0.3).bernoulli());
        Golden.ShouldMatch("multinomial", tensor(new[] { 1f, 2f, 3f }).multinomial(6, replacement: true));
        Golden.ShouldMatch("normal_", empty(4).normal_(2, 3));
        Golden.ShouldMatch("uniform_ double", empty(3, dtype: ScalarType.Float64).uniform_(-1, 1));
    }

    [Fact]
    public void A_stream_of_its_own_leaves_the_default_alone()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var own = new Generator(2);
        Golden.ShouldMatch("own stream", rand(3, generator: own), randperm(5, generator: own));
        Golden.ShouldMatch("rand", rand(5));
        own.initial_seed().ShouldBe(2);
    }

    [Fact]
    public void A_saved_state_brings_the_same_numbers_back()
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        rand(3).Dispose();
        var state = get_rng_state();
        var first = randn(40);
        set_rng_state(state);
        randn(40).Equals(first).ShouldBeTrue();

        using var own = new Generator(9);
        var before = own.get_state();
        var drawn = rand(4, generator: own);
        own.set_state(before);
        rand(4, generator: own).Equals(drawn).ShouldBeTrue();
    }

    [Fact]
    public void Entropy_seeds_differ()
    {
        using var one = new Generator();
        one.seed().ShouldNotBe(one.seed());
    }
}
