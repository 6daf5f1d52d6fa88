using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>A module finds, names, owns and disposes what it is made of.</summary>
public sealed class ModuleTests
{
    [Fact]
    public void Fields_are_registered_under_their_names_in_order()
    {
        using var net = new NamedParts();
        net.named_parameters().Select(p => p.name).ShouldBe(
            ["scale", "first.weight", "first.bias", "stack.0.weight", "stack.0.bias", "stack.1.weight", "Head.weight", "Head.bias"]);
        net.named_buffers().Select(b => b.name).ShouldBe(["count"]);
        net.named_children().Select(c => c.name).ShouldBe(["first", "stack", "Head"]);
        net.named_modules().Select(m => m.name).ShouldBe(["first", "stack", "Head", "stack.0", "stack.1"]);
        net.GetName().ShouldBe("net");
        net.get_parameter("stack.1.weight")!.shape.ShouldBe([2, 2]);
        net.has_parameter("stack.1.bias").ShouldBeFalse();
        net.get_buffer("count").ShouldNotBeNull();
    }

    [Fact]
    public void A_shared_parameter_counts_once_and_is_saved_under_both_names()
    {
        using var embedding = Embedding(4, 3);
        using var decoder = Linear(3, 4, hasBias: false);
        decoder.weight = embedding.weight;
        using var both = Sequential(embedding, decoder);
        both.parameters().ShouldHaveSingleItem().ShouldBeSameAs(embedding.weight);
        both.state_dict().Keys.ShouldBe(["0.weight", "1.weight"]);
    }

    [Fact]
    public void Names_are_checked()
    {
        using var net = new NamedParts();
        using var spare = Linear(1, 1);
        Should.Throw<InvalidOperationException>(() => net.register_module("first", spare)).Message.ShouldContain("'first'");
        Should.Throw<ArgumentException>(() => net.register_module("a.b", spare)).Message.ShouldContain("'a.b'");
        Should.Throw<ArgumentException>(() => net.register_buffer("", ones(1))).Message.ShouldContain("needs a name");
    }

    [Fact]
    public void Components_outlive_the_scope_they_were_made_in_and_end_with_the_module()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        NamedParts net;
        using (NewDisposeScope()) net = new NamedParts();
        net.parameters().ShouldAllBe(parameter => !parameter.IsInvalid);
        net.Dispose();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);
    }

    [Fact]
    public void Replacing_a_parameter_disposes_the_old_one()
    {
        using var linear = Linear(2, 1);
        var old = linear.bias!;
        linear.bias = null;
        old.IsInvalid.ShouldBeTrue();
        linear.named_parameters().Select(p => p.name).ShouldBe(["weight"]);
    }

    [Fact]
    public void Gradients_are_dropped_or_zeroed()
    {
        using var scope = NewDisposeScope();
        using var linear = Linear(2, 1);
        linear.call(ones(1, 2)).sum().backward();
        linear.zero_grad(set_to_none: false);
        linear.weight.grad!.abs().sum().item<float>().ShouldBe(0);
        linear.zero_grad();
        linear.weight.grad.ShouldBeNull();
    }

    [Fact]
    public void Freezing_stops_gradients()
    {
        using var linear = Linear(2, 1);
        linear.requires_grad_(false).parameters().ShouldAllBe(parameter => !parameter.requires_grad);
    }

    [Fact]
    public void Hooks_see_and_change_calls_until_removed()
    {
        using var scope = NewDisposeScope();
        using var identity = Identity();
        var before = identity.register_forward_pre_hook((_, x) => x + 1);
        var after = identity.register_forward_hook((_, _, y) => y * 10);
        identity.call(ones(1)).item<float>().ShouldBe(20);
        before.remove();
        identity.call(ones(1)).item<float>().ShouldBe(10);
        after.remove();
        identity.call(ones(1)).item<float>().ShouldBe(1);
    }

    [Fact]
    public void A_parameter_takes_its_data_over()
    {
        using var scope = NewDisposeScope();
        var data = ones(2);
        var handle = data.Handle;
        var parameter = Parameter(data);
        parameter.Handle.ShouldBe(handle);
        parameter.requires_grad.ShouldBeTrue();
        data.IsInvalid.ShouldBeTrue();
        Parameter((ones(2).requires_grad_() * 2)).is_leaf.ShouldBeTrue();
    }

    [Fact]
    public void A_row_of_modules_can_have_a_name_of_its_own()
    {
        using var scope = NewDisposeScope();
        using var block = new Block();
        block.call(ones(1, 2)).shape.ShouldBe([1, 2]);
        block.named_parameters().Select(p => p.name).ShouldBe(["0.weight"]);
    }

    [Fact]
    public void Apply_visits_children_first()
    {
        using var model = Sequential(("a", Linear(1, 1)), ("b", Sequential(Tanh())));
        List<string> seen = [];
        model.apply(module => seen.Add(module.GetName()));
        seen.ShouldBe(["Linear", "Tanh", "Sequential", "Sequential"]);
        model.named_children().Select(c => c.name).ShouldBe(["a", "b"]);
        model.Count.ShouldBe(2);
        model[1..].Count.ShouldBe(1);
    }

    [Fact]
    public void Lists_and_dictionaries_register_what_they_hold()
    {
        using var list = ModuleList(Linear(1, 1), Linear(1, 1));
        list.Insert(1, Linear(1, 2));
        list.state_dict().Keys.ShouldBe(["0.weight", "0.bias", "1.weight", "1.bias", "2.weight", "2.bias"]);
        list[1].weight.shape.ShouldBe([2, 1]);
        using var dictionary = ModuleDict(("left", Linear(1, 1)), ("right", Linear(1, 1)));
        dictionary.named_children().Select(c => c.name).ShouldBe(["left", "right"]);
        Should.Throw<KeyNotFoundException>(() => dictionary["middle"]).Message.ShouldContain("left, right");
        using var parameters = ParameterList(Parameter(ones(1)), Parameter(ones(2)));
        parameters.named_parameters().Select(p => p.name).ShouldBe(["0", "1"]);
    }

    [Fact]
    public void An_embedding_can_share_a_table_shorten_its_rows_and_ignore_one()
    {
        using var scope = NewDisposeScope();
        using var embedding = Embedding_from_pretrained(tensor(new[] { 3f, 4f, 0.3f, 0.4f }).view(2, 2), max_norm: 1);
        embedding.weight.requires_grad.ShouldBeFalse();
        embedding.call(tensor(new[] { 0L })).norm().item<float>().ShouldBe(1, 1e-4f);
        Should.Throw<ArgumentOutOfRangeException>(() => Embedding(3, 2, padding_idx: 3)).Message.ShouldContain("-3 to 2");
    }

    sealed class Block() : Sequential(Linear(2, 2, hasBias: false), Tanh());
}
