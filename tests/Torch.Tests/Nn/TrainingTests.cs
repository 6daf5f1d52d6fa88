using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>What training asks of modules beyond one pass: double backward, clipping, running statistics, modes.</summary>
public sealed class TrainingTests
{
    [Fact]
    public void A_gradient_penalty_has_the_gradients_of_PyTorch()
    {
        using var scope = NewDisposeScope();
        manual_seed(31);
        using var critic = Sequential(Conv2d(1, 2, 3, padding: 1), LayerNorm([2, 4, 4]), LeakyReLU(0.2), Flatten(), Linear(32, 1));
        var x = randn(3, 1, 4, 4).requires_grad_();
        var slope = autograd.grad([critic.call(x).sum()], [x], create_graph: true)[0];
        var loss = (slope.flatten(1).norm(1) - 1).square().mean();
        loss.backward();

        NnGolden.ShouldMatch("penalty",
        [
            ("loss", loss),
            .. critic.named_parameters().Where(p => p.parameter.grad is not null).Select(p => ("grad " + p.name, p.parameter.grad!)),
        ]);
    }

    [Theory]
    [InlineData("two", 2)]
    [InlineData("one", 1)]
    [InlineData("inf", double.PositiveInfinity)]
    public void Gradients_are_clipped_to_a_common_norm(string name, double p)
    {
        using var scope = NewDisposeScope();
        manual_seed(37);
        using var model = Linear(3, 2);
        model.call(randn(4, 3)).square().sum().backward();
        double total = nn.utils.clip_grad_norm_(model.parameters(), 0.5, p);

        NnGolden.ShouldMatch("clip/" + name,
            ("total", tensor(total, dtype: ScalarType.Float64)), ("weight", model.weight.grad!), ("bias", model.bias!.grad!));
    }

    [Fact]
    public void Gradients_below_the_norm_stay()
    {
        using var scope = NewDisposeScope();
        using var model = Linear(2, 1, hasBias: false);
        model.call(ones(1, 2)).sum().backward();
        nn.utils.clip_grad_norm_(model.parameters(), 10).ShouldBe(Math.Sqrt(2), 1e-6);
        model.weight.grad!.data<float>().ToArray().ShouldBe([1f, 1f]);
    }

    [Fact]
    public void Without_gradients_the_norm_is_zero()
    {
        using var model = Linear(2, 1);
        nn.utils.clip_grad_norm_(model.parameters(), 1).ShouldBe(0);
    }

    [Fact]
    public void Gradients_are_clamped_by_value()
    {
        using var scope = NewDisposeScope();
        using var model = Linear(2, 1, hasBias: false);
        model.call(tensor(new[] { -3f, 0.25f }).view(1, 2)).sum().backward();
        nn.utils.clip_grad_value_(model.parameters(), 0.5);
        model.weight.grad!.data<float>().ToArray().ShouldBe([-0.5f, 0.25f]);
    }

    [Fact]
    public void Parameters_go_to_a_vector_and_back()
    {
        using var scope = NewDisposeScope();
        using var from = Sequential(Linear(3, 2), Linear(2, 1));
        using var to = Sequential(Linear(3, 2), Linear(2, 1));
        var vector = nn.utils.parameters_to_vector(from.parameters());
        nn.utils.vector_to_parameters(vector, to.parameters());

        vector.shape.ShouldBe([11]);
        nn.utils.parameters_to_vector(to.parameters()).Equals(vector).ShouldBeTrue();
        Should.Throw<ArgumentException>(() => nn.utils.vector_to_parameters(ones(10), to.parameters()))
            .Message.ShouldContain("10 elements");
    }

    [Fact]
    public void Batch_norm_averages_over_batches_and_uses_that_in_evaluation()
    {
        using var scope = NewDisposeScope();
        manual_seed(41);
        using var norm = BatchNorm1d(3);
        for (int i = 0; i < 3; i++) norm.call(randn(4, 3) * 2 + 1);
        norm.eval();

        NnGolden.ShouldMatch("running",
            ("y", norm.call(randn(2, 3))), ("mean", norm.running_mean!), ("var", norm.running_var!), ("count", norm.num_batches_tracked!));
        norm.reset_running_stats();
        norm.running_mean!.abs().sum().item<float>().ShouldBe(0);
    }

    [Fact]
    public void Batch_norm_names_the_shapes_it_takes()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm2d(3);
        Should.Throw<ArgumentException>(() => norm.call(ones(2, 3))).Message
            .ShouldContain("BatchNorm2d takes [B, C, H, W]; the input has shape [2,3]");
    }

    [Fact]
    public void Batch_norm_takes_no_batch_of_one_value_per_channel_in_training()
    {
        using var scope = NewDisposeScope();
        using var norm = BatchNorm2d(3);
        Should.Throw<ArgumentException>(() => norm.call(ones(1, 3, 1, 1))).Message.ShouldContain("got input size [1,3,1,1]");
        norm.num_batches_tracked!.item<long>().ShouldBe(0);
        norm.running_var!.data<float>().ToArray().ShouldBe([1f, 1, 1]);
        norm.call(ones(1, 3, 1, 2)).sum().item<float>().ShouldBe(0);
        norm.eval();
        norm.call(ones(1, 3, 1, 1)).shape.ShouldBe([1, 3, 1, 1]);
        Should.Throw<ArgumentException>(() => functional.batch_norm(ones(1, 3), null, null, training: true)).Message
            .ShouldContain("got input size [1,3]");
    }

    [Fact]
    public void Modes_reach_every_descendant()
    {
        using var scope = NewDisposeScope();
        using var model = Sequential(Linear(2, 2), Sequential(Dropout(0.9)));
        var x = ones(100, 2);
        model.eval();
        model.modules().ShouldAllBe(module => !module.training);
        model.call(x).Equals(model.call(x)).ShouldBeTrue();
        model.train();
        model.modules().ShouldAllBe(module => module.training);
        model.call(x).Equals(model.call(x)).ShouldBeFalse();
    }

    [Fact]
    public void Two_thousand_steps_leave_no_tensor_behind()
    {
        using var model = Sequential(Linear(4, 4), Tanh(), Linear(4, 2));
        using var x = ones(3, 4);
        using var target = zeros(3, dtype: ScalarType.Int64);
        Step();                                             // makes the gradients
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int step = 0; step < 2_000; step++) Step();
        DisposeScopeManager.Statistics.ThreadTotalLiveCount.ShouldBe(before);

        void Step()
        {
            using var scope = NewDisposeScope();
            model.zero_grad();
            functional.cross_entropy(model.call(x), target).backward();
            nn.utils.clip_grad_norm_(model.parameters(), 1);
        }
    }
}
