using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace AdaShift.Bench.Torch.Tests;

public class AutogradTests
{
    [Fact]
    public void A_gradient_penalty_differentiates_twice()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        var w1 = (randn(5, 3) * 0.5).requires_grad_();
        var w2 = (randn(1, 5) * 0.5).requires_grad_();
        var x = randn(4, 3, requires_grad: true);
        var output = x.matmul(w1.t()).tanh().matmul(w2.t());
        var gradient = autograd.grad([output], [x], [ones_like(output)], create_graph: true)[0];
        var loss = (gradient.norm(1) - 1).pow(2).mean();
        loss.backward();
        Golden.ShouldMatch("penalty", loss, gradient, w1.grad!, w2.grad!);
        x.grad.ShouldNotBeNull();
    }

    [Fact]
    public void Convolution_batch_norm_and_pooling_differentiate_twice()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var x = randn(2, 2, 6, 6, requires_grad: true);
        var w = (randn(3, 2, 3, 3) * 0.3).requires_grad_();
        Tensor mean = zeros(3), variance = ones(3);
        var y = F.conv2d(x, w, padding: [1, 1]);
        y = F.batch_norm(y, mean, variance, training: true, momentum: 0.1);
        y = F.max_pool2d(y.softplus(), 2);
        var gradient = autograd.grad([y.pow(2).sum()], [x], create_graph: true)[0];
        gradient.pow(2).sum().backward();
        Golden.ShouldMatch("conv", y, gradient, w.grad!, mean, variance);
    }

    [Fact]
    public void Gradients_gather_until_cleared()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 1f, 2f }, requires_grad: true);
        x.grad.ShouldBeNull();
        (x * x).sum().backward();
        (x * x).sum().backward();
        x.grad!.data<float>().ToArray().ShouldBe([4, 8]);
        x.grad = tensor(new[] { 5f, 6f });
        x.grad!.data<float>().ToArray().ShouldBe([5, 6]);
        x.grad = null;
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void A_gradient_of_another_shape_is_refused()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, requires_grad: true);
        Should.Throw<ExternalException>(() => x.grad = zeros(3)).Message.ShouldContain("this one has [3]");
    }

    [Fact]
    public void So_is_one_of_another_type_or_device_and_the_tensor_itself()
    {
        using var scope = NewDisposeScope();
        var x = zeros(2, requires_grad: true);
        Should.Throw<ExternalException>(() => x.grad = zeros(2, dtype: ScalarType.Float64)).Message.ShouldContain("this one has Double");
        Should.Throw<ExternalException>(() => x.grad = empty(2, device: META)).Message.ShouldContain("this one is on meta");
        Should.Throw<ExternalException>(() => x.grad = x).Message.ShouldContain("cannot be its own gradient");
        x.grad.ShouldBeNull();
    }

    [Fact]
    public void A_gradient_made_differentiable_keeps_the_graph_it_came_through()
    {
        using var scope = NewDisposeScope();
        var x = tensor(new[] { 2f }, requires_grad: true);
        var y = x * x;
        (y * y).sum().backward(create_graph: true);
        x.grad!.item<float>().ShouldBe(32);                 // 4 x³
        autograd.grad([x.grad!], [x])[0].item<float>().ShouldBe(48); // 12 x², by way of y
        x.grad = null;                                      // it holds the graph, which holds x
    }

    [Fact]
    public void No_grad_ends_with_its_scope_and_is_of_one_thread()
    {
        is_grad_enabled().ShouldBeTrue();
        using (no_grad())
        {
            is_grad_enabled().ShouldBeFalse();
            using (enable_grad())
                is_grad_enabled().ShouldBeTrue();
            var elsewhere = false;
            var thread = new Thread(() => elsewhere = is_grad_enabled());
            thread.Start();
            thread.Join();
            elsewhere.ShouldBeTrue();
        }
        is_grad_enabled().ShouldBeTrue();
        using (inference_mode())
            is_inference_mode_enabled().ShouldBeTrue();
        is_inference_mode_enabled().ShouldBeFalse();
    }

    [Fact]
    public void Only_the_named_inputs_gather_gradients()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), y = ones(2, requires_grad: true);
        (x * y).sum().backward(inputs: [x]);
        x.grad.ShouldNotBeNull();
        y.grad.ShouldBeNull();
    }

    [Fact]
    public void An_unused_input_is_an_error_unless_allowed()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), y = ones(2, requires_grad: true);
        Should.Throw<ExternalException>(() => autograd.grad([x.sum()], [y])).Message.ShouldStartWith("autograd.grad: ");
        autograd.grad([x.sum()], [y], allow_unused: true)[0].ShouldBeNull();
    }
}
