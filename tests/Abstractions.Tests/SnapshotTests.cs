using static TorchSharp.torch;

namespace AdaShift.Bench.Abstractions.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Parts_have_names_of_their_own()
    {
        using var snapshot = new Snapshot();
        snapshot.Under("a").Under("b").Put("x", 1);
        snapshot.Under("a").Put("x", 2);
        snapshot.Values.Keys.ShouldBe(["a/b/x", "a/x"]);
        snapshot.Under("a").Under("b").GetInteger("x").ShouldBe(1);
        snapshot.Under("a").Has("x").ShouldBeTrue();
        snapshot.Has("x").ShouldBeFalse();
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(-0.0)]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.Epsilon)]
    public void Numbers_come_back_bit_for_bit(double number)
    {
        using var snapshot = new Snapshot();
        snapshot.Put("x", number);
        BitConverter.DoubleToInt64Bits(snapshot.GetNumber("x")).ShouldBe(BitConverter.DoubleToInt64Bits(number));
    }

    [Fact]
    public void A_tensor_is_cloned_on_the_way_in()
    {
        using var scope = NewDisposeScope();
        using var snapshot = new Snapshot();
        var tensor = ones(2, requires_grad: true);
        snapshot.Put("x", tensor);
        using (no_grad()) tensor.add_(1);
        snapshot.GetTensor("x").data<float>().ToArray().ShouldBe([1f, 1]);
        snapshot.GetTensor("x").requires_grad.ShouldBeFalse();
    }

    [Fact]
    public void A_module_comes_back_with_parameters_and_buffers()
    {
        using var scope = NewDisposeScope();
        using var snapshot = new Snapshot();
        var norm = nn.BatchNorm1d(2);
        norm.call(randn(8, 2)).sum().backward();
        snapshot.PutModule(norm);
        var before = norm.state_dict().ToDictionary(e => e.Key, e => e.Value.detach().clone());
        using (no_grad())
            foreach (var (_, tensor) in norm.state_dict()) tensor.zero_();
        snapshot.GetModule(norm);
        foreach (var (name, tensor) in norm.state_dict()) tensor.Equals(before[name]).ShouldBeTrue(name);
    }

    [Fact]
    public void What_is_missing_is_named()
    {
        using var snapshot = new Snapshot();
        Should.Throw<InvalidDataException>(() => snapshot.Under("a").GetTensor("x")).Message.ShouldStartWith("The snapshot has no 'a/x'.");
    }
}
