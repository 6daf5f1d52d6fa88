using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>What a module knows is saved, loaded and changed in type.</summary>
public sealed class ModuleStateTests
{
    [Fact]
    public void State_goes_to_another_module_of_the_same_make()
    {
        using var scope = NewDisposeScope();
        using var from = new NamedParts();
        using var to = new NamedParts();
        var (missing, unexpected) = to.load_state_dict(from.state_dict());
        missing.ShouldBeEmpty();
        unexpected.ShouldBeEmpty();
        foreach (var (name, tensor) in to.state_dict())
        {
            tensor.Equals(from.state_dict()[name]).ShouldBeTrue(name);
            tensor.ShouldNotBeSameAs(from.state_dict()[name]);
        }
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_whole_and_every_misfit_is_named()
    {
        using var scope = NewDisposeScope();
        using var model = Linear(2, 1);
        var before = model.weight.clone();
        var state = new Dictionary<string, Tensor> { ["weight"] = zeros(1, 3), ["wieght"] = zeros(1, 2) };

        var message = Should.Throw<InvalidOperationException>(() => model.load_state_dict(state)).Message;
        message.ShouldContain("'weight' has shape [1,2] in the module, [1,3] in the state");
        message.ShouldContain("'bias' is missing");
        message.ShouldContain("'wieght' is not in the module");
        model.weight.Equals(before).ShouldBeTrue();
    }

    [Fact]
    public void Loading_may_be_partial_if_asked()
    {
        using var scope = NewDisposeScope();
        using var model = Linear(2, 1);
        var (missing, unexpected) = model.load_state_dict(new() { ["weight"] = zeros(1, 2), ["extra"] = ones(1) }, strict: false);
        missing.ShouldBe(["bias"]);
        unexpected.ShouldBe(["extra"]);
        model.weight.abs().sum().item<float>().ShouldBe(0);
        model.load_state_dict(new() { ["weight"] = ones(1, 2) }, skip: ["bias"]).missing_keys.ShouldBeEmpty();
    }

    [Fact]
    public void A_buffer_that_is_not_persistent_is_not_saved()
    {
        using var net = new NamedParts();
        net.register_buffer("cache", ones(1), persistent: false);
        net.state_dict().Keys.ShouldNotContain("cache");
        net.named_buffers().Select(b => b.name).ShouldContain("cache");
        net.named_buffers(include_nonpersistent: false).Select(b => b.name).ShouldNotContain("cache");
    }

    [Fact]
    public void Changing_the_type_keeps_parameter_objects_and_gradients_and_leaves_integers_alone()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm1d(2);
        var weight = norm.weight;
        norm.call(randn(4, 2)).sum().backward();
        norm.@double().ShouldBeSameAs(norm);

        norm.weight.ShouldBeSameAs(weight);
        weight.dtype.ShouldBe(ScalarType.Float64);
        weight.requires_grad.ShouldBeTrue();
        weight.grad!.dtype.ShouldBe(ScalarType.Float64);
        norm.running_mean!.dtype.ShouldBe(ScalarType.Float64);
        norm.num_batches_tracked!.dtype.ShouldBe(ScalarType.Int64);
        norm.zero_grad();
        norm.call(randn(4, 2, dtype: ScalarType.Float64)).sum().backward();
        weight.grad!.dtype.ShouldBe(ScalarType.Float64);
        Should.Throw<ArgumentException>(() => norm.to(ScalarType.Int64)).Message.ShouldContain("Int64");
    }
}
