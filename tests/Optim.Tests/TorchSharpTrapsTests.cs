using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests;

#pragma warning disable RS0030 // BannedSymbols.txt keeps these from everyone else

/// <summary>
/// What TorchSharp 0.107 does wrong without a word. Each test states the fault: one that fails after an upgrade says that the fault is
/// gone, and that whatever guards against it can go too (docs/engine.md). Those that end the process are in Running.Tests' FailureTests.
/// </summary>
[Collection(nameof(Acceleration.Alone))] // it counts tensors
public sealed class TorchSharpTrapsTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_second_gradient_wants_retain_graph_though_create_graph_is_given()
    {
        var x = tensor(2.0, requires_grad: true);
        var slope = autograd.grad([x.tanh()], [x], create_graph: true)[0];
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => slope.backward()).Message
            .ShouldContain("backward through the graph a second time");

        var again = tensor(0.5, requires_grad: true);
        autograd.grad([again.tanh()], [again], create_graph: true, retain_graph: true)[0].backward();
        again.grad!.item<double>().ShouldBe(-2 * Math.Tanh(0.5) * (1 - Math.Pow(Math.Tanh(0.5), 2)), 1e-12);
    }

    /// <summary>
    /// A collection that runs on another thread may free the scalars of <c>x.add_(1)</c> while libtorch reads them. A test of that would
    /// depend on luck; this one says that our programs have no such collection.
    /// </summary>
    [Fact]
    public void Programs_collect_garbage_on_the_thread_that_allocates() =>
        (AppContext.TryGetSwitch("System.GC.Concurrent", out var concurrent), concurrent).ShouldBe((true, false));

    [Fact]
    public void Layers_in_an_array_are_not_registered() => new Layers().parameters().ShouldBeEmpty();

    [Fact]
    public void A_gradient_of_another_shape_is_accepted()
    {
        var theta = new Parameter(ones(3));
        theta.grad = ones(2, 5);
        theta.grad.shape.ShouldBe([2, 5]);
    }

    [Fact]
    public void A_gradient_that_is_not_there_is_a_tensor_without_a_handle()
    {
        var (used, unused) = (tensor(1.0, requires_grad: true), tensor(1.0, requires_grad: true));
        var gradients = autograd.grad([used * 2], [used, unused], allow_unused: true);
        gradients[1].ShouldNotBeNull();
        gradients[1].IsInvalid.ShouldBeTrue();
    }

    [Fact]
    public void Hardtanh_returns_its_input() =>
        nn.functional.hardtanh(tensor([-5f, 0.5f, 5f])).data<float>().ToArray().ShouldBe([-5, 0.5f, 5]);

    [Fact]
    public void Xavier_normal_draws_uniformly()
    {
        manual_seed(1);
        var drawn = nn.init.xavier_normal_(empty(300, 300));
        // Of a normal distribution, 0.3 % lie beyond three standard deviations; of a uniform one, none beyond √3.
        (drawn.abs().max() / drawn.std()).item<float>().ShouldBeLessThan(1.8f);
    }

    [Fact]
    public void GroupNorm_leaves_its_weights_uninitialised()
    {
        full(4096, 7f).Dispose(); // the weights come to lie in the memory that was freed last
        nn.GroupNorm(1, 4096).weight.eq(1).all().item<bool>().ShouldBeFalse();
    }

    [Fact]
    public void An_LSTMCell_without_an_initial_state_fails_on_a_batch()
    {
        var run = nn.LSTMCell(3, 4);
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => run.call(ones(2, 3)));
        run.call(ones(2, 3), (zeros(2, 4), zeros(2, 4))).Item1.shape.ShouldBe([2, 4]);
    }

    [Fact]
    public void Baddbmm_adds_its_third_argument_to_the_product_of_the_first_two()
    {
        var (two, three, five) = (full([1, 1, 1], 2f), full([1, 1, 1], 3f), full([1, 1, 1], 5f));
        baddbmm(two, three, five).item<float>().ShouldBe((2 * 3) + 5); // PyTorch: 2 + 3 · 5
    }

    [Fact]
    public void The_count_of_tensors_never_forgets_what_a_parameter_is_made_of()
    {
        var before = Tensor.TotalCount;
        using (var made = ones(2))
        using (new Parameter(made))
        {
        }

        Tensor.TotalCount.ShouldBe(before + 1);
    }

    [Fact]
    public void A_message_carries_the_whole_stack_of_libtorch() =>
        Should.Throw<System.Runtime.InteropServices.ExternalException>(() => ones(2).add(ones(3))).Message.ShouldContain("frame #1");

    sealed class Layers : nn.Module
    {
        readonly nn.Module[] layers = [nn.Linear(2, 2)];

        public Layers()
            : base(nameof(Layers)) => RegisterComponents();

        public int Count => layers.Length;
    }
}
