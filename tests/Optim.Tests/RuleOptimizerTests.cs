using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests.Optimizers;

public sealed class RuleOptimizerTests : IDisposable
{
    readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    /// <summary>Every way to hold state: in place, replaced by a new tensor at each step, exchanged, and a number.</summary>
    [Optimizer("mixed")]
    sealed record Mixed([Interval("(0, inf)")] double Lr = 0.5) : UpdateRule<Mixed.State>
    {
        public sealed record State(Tensor InPlace) : RuleState
        {
            public required Tensor Replaced { get; set; }
            public required Tensor Other { get; set; }
            public long Count { get; set; }
        }

        public override State Init(Tensor theta) => new(zeros_like(theta)) { Replaced = zeros_like(theta), Other = ones_like(theta) };

        public override Tensor Step(State state, Tensor theta, Tensor grad)
        {
            state.Count++;
            state.InPlace.add_(grad);
            state.Replaced = state.Replaced * 0.5 + grad;
            (state.Replaced, state.Other) = (state.Other, state.Replaced);
            return Lr * (state.InPlace + state.Replaced) / state.Count;
        }
    }

    sealed record Wrong(Func<Tensor, Tensor?> Make) : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();
        public override Tensor? Step(NoState state, Tensor theta, Tensor grad) => Make(grad);
    }

    sealed record Forgetful : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();
        public override Tensor? Step(NoState state, Tensor theta, Tensor grad) => grad;
        public override RuleState InitShared() => new NoState();
        public override IReadOnlyList<Tensor?> StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState shared) => [null];
    }

    sealed record KeepsTheGradient : UpdateRule<KeepsTheGradient.State>
    {
        public sealed record State : RuleState
        {
            public Tensor? Last { get; set; }
        }

        public override State Init(Tensor theta) => new();
        public override Tensor? Step(State state, Tensor theta, Tensor grad) => state.Last = grad;
    }

    sealed record Counting : UpdateRule<NoState>
    {
        public sealed record Total : RuleState
        {
            public long Parameters { get; set; }
            public Tensor? Norm { get; set; }
        }

        public override NoState Init(Tensor theta) => new();
        public override RuleState InitShared() => new Total();
        public override Tensor? Step(NoState state, Tensor theta, Tensor grad) => null;

        public override IReadOnlyList<Tensor?> StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState shared)
        {
            var total = (Total)shared;
            total.Parameters += slots.Count;
            total.Norm = (total.Norm ?? zeros([])) + stack(slots.Select(s => s.Grad.norm())).sum();
            return [.. slots.Select(slot => slot.Grad / total.Norm)];
        }
    }

    [Fact]
    public void It_is_an_ordinary_optimizer()
    {
        var theta = Theta(3);
        using optim.Optimizer optimizer = new Mixed().For([theta]);
        var loss = optimizer.step(() =>
        {
            optimizer.zero_grad();
            var value = theta.square().sum();
            value.backward();
            return value;
        });
        loss!.item<float>().ShouldBe(3);
        theta.grad!.Floats().ShouldBe([2, 2, 2]);
        theta.Floats().ShouldAllBe(x => x < 1);
        optimizer.zero_grad();
        theta.grad.ShouldBeNull();
        optimizer.parameters().ShouldBe([theta]);
    }

    [Fact]
    public void A_parameter_without_a_gradient_is_left_alone_and_has_no_state()
    {
        var (with, without) = (Theta(2), Theta(2));
        using var optimizer = new Mixed().For([("with", with), ("without", without)]);
        with.grad = ones(2);
        optimizer.step();
        without.Floats().ShouldBe([1, 1]);
        optimizer.Slots.Select(s => s.State is null).ShouldBe([false, true]);
        optimizer.Steps.ShouldBe(1);
    }

    [Fact]
    public void The_factor_scales_the_step()
    {
        var (full, half) = (Theta(2), Theta(2));
        foreach (var (theta, factor) in new[] { (full, 1.0), (half, 0.5) })
        {
            using var optimizer = new Mixed().For([theta]);
            optimizer.Factor = factor;
            theta.grad = ones(2);
            optimizer.step();
        }

        (1 - half.Floats()[0]).ShouldBe((1 - full.Floats()[0]) / 2);
    }

    [Fact]
    public void A_learning_rate_scheduler_of_TorchSharp_sets_the_factor()
    {
        using var optimizer = new Mixed().For([Theta(2)]);
        foreach (var group in ((optim.Optimizer)optimizer).ParamGroups) group.LearningRate = group.InitialLearningRate * 0.1;
        optimizer.Factor.ShouldBe(0.1);
    }

    [Fact]
    public void An_observer_sees_gradient_and_delta_and_changes_no_bit()
    {
        double[] Run(bool observed)
        {
            var theta = Theta(3);
            using var optimizer = new Mixed(0.3).For([("θ", theta)]);
            optimizer.Factor = 0.7;
            if (observed)
            {
                optimizer.Observer = (slot, gradient, delta) =>
                {
                    slot.Name.ShouldBe("θ");
                    slot.State.ShouldBeOfType<Mixed.State>().Count.ShouldBe(optimizer.Steps + 1);
                    gradient.shape.ShouldBe([3]);
                    delta!.shape.ShouldBe([3]);
                };
            }

            Train(optimizer, [theta], 7);
            return theta.Doubles();
        }

        Run(observed: true).ShouldBe(Run(observed: false));
    }

    [Fact]
    public void An_observer_sees_a_step_that_broadcasts_in_theta_s_shape_and_none_as_null()
    {
        var theta = new Parameter(ones(2, 3));
        Tensor? step = tensor(2f).DetachFromDisposeScope();
        using var optimizer = new Wrong(_ => step).For([theta]);
        var seen = new List<long[]?>();
        optimizer.Observer = (_, _, delta) => seen.Add(delta?.shape);
        theta.grad = ones(2, 3);
        optimizer.step();
        step = null;
        optimizer.step();
        seen[0].ShouldBe([2, 3]);
        seen[1].ShouldBeNull();
        theta.Floats().ShouldAllBe(x => x == -1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    public void Saved_and_loaded_it_goes_on_bit_for_bit(int interruptedAfter)
    {
        Parameter[] whole = [Theta(3), Theta(2)];
        using (var optimizer = new Mixed().For(whole)) Train(optimizer, whole, 9);

        Parameter[] parts = [Theta(3), Theta(2)];
        using var first = new Mixed().For(parts);
        Train(first, parts, interruptedAfter);
        using var saved = first.state_dict();
        using var second = new Mixed().For(parts);
        double[][] before = [.. parts.Select(p => p.Doubles())];
        Train(second, parts, 2);
        foreach (var (theta, values) in parts.Zip(before)) theta.Set(values);
        second.load_state_dict(saved);
        Train(second, parts, 9 - interruptedAfter, from: interruptedAfter);
        parts.Select(p => p.Doubles()).ShouldBe(whole.Select(p => p.Doubles()));
        second.Steps.ShouldBe(9);
    }

    [Fact]
    public void Shared_state_is_saved_too()
    {
        Parameter[] parameters = [Theta(3), Theta(2)];
        using var optimizer = new Counting().For(parameters);
        Train(optimizer, parameters, 3);
        using var saved = optimizer.state_dict();
        saved.Values["shared/Parameters"].ShouldBe("6");
        using var other = new Counting().For(parameters);
        other.load_state_dict(saved);
        using var again = other.state_dict();
        again.Values.ShouldBe(saved.Values);
        again.Tensors["shared/Norm"].item<float>().ShouldBe(saved.Tensors["shared/Norm"].item<float>());
    }

    [Fact]
    public void A_snapshot_of_another_rule_or_model_is_refused()
    {
        var theta = Theta(3);
        using var optimizer = new Mixed().For([("w", theta)]);
        using var saved = optimizer.state_dict();
        using var otherRule = new Counting().For([("w", theta)]);
        Should.Throw<InvalidDataException>(() => otherRule.Load(saved)).Message
            .ShouldBe("The snapshot holds the state of 'mixed'; it cannot be loaded into 'Counting'.");
        using var otherModel = new Mixed().For([("w", Theta(4))]);
        Should.Throw<InvalidDataException>(() => otherModel.Load(saved)).Message.ShouldBe("The snapshot's 'w' is [3], the model's is [4].");
        using var otherName = new Mixed().For([("v", theta)]);
        Should.Throw<InvalidDataException>(() => otherName.Load(saved)).Message
            .ShouldBe("The snapshot has 'parameters/w', the model has not.");
    }

    [Fact]
    public void An_optimizer_that_refuses_a_snapshot_is_as_it_was()
    {
        Parameter[] parameters = [Theta(3), Theta(2)], others = [Theta(3), Theta(4)];
        using var optimizer = new Counting().For(parameters);
        using var other = new Counting().For(others);
        Train(optimizer, parameters, 3);
        Train(other, others, 1);
        using var before = optimizer.state_dict();
        using var strange = other.state_dict(); // the first parameter would fit

        Should.Throw<InvalidDataException>(() => optimizer.Load(strange));

        using var after = optimizer.state_dict();
        after.Values.ShouldBe(before.Values);
        foreach (var (name, tensor) in before.Tensors) after.Tensors[name].allclose(tensor, 0, 0).ShouldBeTrue(name);
    }

    [Fact]
    public void A_step_of_the_wrong_shape_is_reported_with_rule_parameter_and_shapes()
    {
        var theta = Theta(3);
        using var optimizer = new Wrong(_ => ones(4)).For([("layer.weight", theta)]);
        theta.grad = ones(3);
        Should.Throw<InvalidOperationException>(() => optimizer.step()).Message
            .ShouldStartWith("Wrong made a step of [4] Float32 for 'layer.weight', which is [3] Float32: ");
    }

    [Fact]
    public void A_rule_that_leaves_out_a_parameter_or_keeps_the_gradient_itself_is_told_so()
    {
        Parameter[] parameters = [Theta(1), Theta(1)];
        foreach (var theta in parameters) theta.grad = ones(1);
        using var forgetful = new Forgetful().For([("a", parameters[0]), ("b", parameters[1])]);
        Should.Throw<InvalidOperationException>(() => forgetful.step()).Message
            .ShouldBe("Forgetful returned 1 steps for 2 parameters.");
        using var keeps = new KeepsTheGradient().For([parameters[0]]);
        Should.Throw<InvalidOperationException>(() => keeps.step()).Message
            .ShouldBe("KeepsTheGradient.State.Last holds the gradient itself, which the next backward overwrites. Store grad.clone().");
    }

    [Fact]
    public void Bad_settings_and_parameters_are_reported_together()
    {
        var theta = Theta(1);
        Should.Throw<ArgumentException>(() => new Mixed(-1).For([("a", theta), ("a", theta)])).Message.ShouldStartWith(
            "Mixed: lr = -1 is outside (0, inf); two parameters are named 'a'; 'a' and 'a' are the same parameter.");
        Should.Throw<ArgumentException>(() => new Mixed().For(Array.Empty<Parameter>())).Message
            .ShouldContain("there are no parameters to optimize");
    }

    [Fact]
    public void Parameters_that_share_memory_are_refused_by_name()
    {
        var w = ones(6);
        Refused(("a", new Parameter(w.detach())), ("b", new Parameter(w.detach()))).ShouldBe("'a' and 'b' share memory");
        Refused(("a", new Parameter(w.detach())), ("b", new Parameter(w.reshape(2, 3)[1]))).ShouldBe("'a' and 'b' share memory");
        Refused(("a", new Parameter(w.reshape(2, 3).t())), ("b", new Parameter(w[5]))).ShouldBe("'a' and 'b' share memory");
        Refused(("a", new Parameter(w[..3])), ("b", new Parameter(w[3..])), ("c", new Parameter(zeros(0)))).ShouldBeNull();
        Refused(("a", new Parameter(w.reshape(3, 2)[.., 0])), ("b", new Parameter(w.reshape(3, 2)[.., 1]))).ShouldBeNull();

        static string? Refused(params (string, Parameter)[] parameters)
        {
            try
            {
                new Mixed().For(parameters).Dispose();
                return null;
            }
            catch (ArgumentException refused)
            {
                return refused.Message["Mixed: ".Length..].Split('.')[0];
            }
        }
    }

    [Fact]
    public void A_sparse_gradient_is_refused_before_anything_moves()
    {
        using var embedding = nn.Embedding(5, 3, sparse: true);
        var before = embedding.weight!.Floats();
        using var optimizer = new Wrong(grad => grad).For(embedding.named_parameters());
        embedding.call(tensor(1L)).sum().backward();
        foreach (Action use in new Action[] { () => optimizer.step(), optimizer.CheckGradients })
            Should.Throw<InvalidOperationException>(use).Message.ShouldBe(
                "The gradient of 'weight' is sparse; rules take dense ones: make the embedding with sparse: false.");
        embedding.weight!.Floats().ShouldBe(before);
    }

    [Fact]
    public void A_second_group_of_parameters_is_refused()
    {
        using var optimizer = new Mixed().For([Theta(1)]);
        Should.Throw<NotSupportedException>(() => optimizer.add_param_group(new ParamGroup { Parameters = [Theta(2)] })).Message
            .ShouldBe("mixed has one group of parameters, given when it was made. Make a second optimizer for the others: rule.For(…).");
    }

    /// <summary>Stands still once its sum overflows, at finite gradients and parameters.</summary>
    sealed record Summing : UpdateRule<Summing.State>
    {
        public sealed record State(Tensor Sum) : RuleState;

        public override State Init(Tensor theta) => new(zeros_like(theta));

        public override Tensor Step(State state, Tensor theta, Tensor grad) => grad / state.Sum.add_(grad.square());
    }

    [Theory]
    [InlineData(double.NaN, "the gradient of 'b' is not finite")]
    [InlineData(double.NegativeInfinity, "the gradient of 'b' is not finite")]
    [InlineData(1e20, "the state Sum of 'b' is not finite")]
    [InlineData(1, null)]
    public void It_says_what_is_not_finite_since_some_step(double gradient, string? expected)
    {
        Parameter[] parameters = [Theta(2), Theta(40)];
        using var optimizer = new Summing().For([("a", parameters[0]), ("b", parameters[1])]);
        for (var step = 0; step < 3; step++)
        {
            foreach (var theta in parameters) theta.grad = ones_like(theta);
            if (step == 1) parameters[1].grad![37] = gradient;
            optimizer.step();
            optimizer.NotFinite.ShouldBe(step == 0 ? null : expected);
        }
    }

    [Fact]
    public void On_a_GPU_the_answer_stays_on_the_device()
    {
        using var finite = FiniteCheck.AllFinite([ones(3), ones(2, dtype: ScalarType.Float64), tensor(7L), zeros(0)]);
        finite.dim().ShouldBe(0);
        finite.item<bool>().ShouldBeTrue();
        using var not = FiniteCheck.AllFinite([ones(3), tensor([1.0, double.NaN])]);
        not.item<bool>().ShouldBeFalse();
    }

    [Fact]
    public void Steps_leak_no_tensor()
    {
        var theta = Theta(3);
        var optimizer = new Mixed().For([theta]);
        Train(optimizer, [theta], 3);
        var before = Live();
        Train(optimizer, [theta], 50, from: 3);
        Live().ShouldBe(before);
        using (optimizer.state_dict()) { }
        Live().ShouldBe(before);
        optimizer.Dispose();
        Live().ShouldBe(before - 3);
    }

    static long Live() => DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;

    static Parameter Theta(long size) => new(ones(size));

    static void Train(RuleOptimizer optimizer, Parameter[] parameters, int steps, int from = 0)
    {
        for (var step = from; step < from + steps; step++)
        {
            using var temporaries = NewDisposeScope();
            foreach (var theta in parameters) theta.grad = (arange(theta.numel()) + step + 1) / 7;
            optimizer.step();
        }
    }
}
