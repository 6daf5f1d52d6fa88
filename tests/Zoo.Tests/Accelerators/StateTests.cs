using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>Accelerated and plain steps share one state; when each is taken; what they promise about it.</summary>
public sealed class StateTests
{
    static readonly long[] sizes = [1, 9, 40];

    public static TheoryData<string> Rules => AcceleratedRules.Names;

    [Theory]
    [MemberData(nameof(Rules))]
    public void Saved_and_loaded_it_goes_on_bit_for_bit(string name)
    {
        var rule = AcceleratedRules.Named(name);
        var whole = Lab.Run(rule, ScalarType.Float32, sizes, 30);
        foreach (var k in new[] { 0, 1, 9, 10, 11, 17, 29 }) Switching(rule, rule, k, 30).ShouldBe(whole, $"interrupted after {k}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Accelerated_and_plain_go_on_from_each_others_state(string name)
    {
        var rule = AcceleratedRules.Named(name);
        var (accelerated, plain) = (rule, rule with { Accelerate = false });
        var whole = Lab.Run(plain, ScalarType.Float32, sizes, 30);
        foreach (var k in new[] { 3, 12, 20 })
        {
            Lab.ShouldBeClose(Switching(accelerated, plain, k, 30), whole, 4e-6, $"accelerated, then plain after {k}");
            Lab.ShouldBeClose(Switching(plain, accelerated, k, 30), whole, 4e-6, $"plain, then accelerated after {k}");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Watching_changes_no_bit(string name)
    {
        var rule = AcceleratedRules.Named(name);
        using var lab = new Lab(ScalarType.Float32, sizes);
        using var optimizer = rule.For(lab.Parameters);
        var moves = new Dictionary<string, double[]>();
        optimizer.Observer = (slot, gradient, delta) =>
        {
            gradient.shape.ShouldBe(slot.Theta.shape);
            if (delta is not null) moves[slot.Name] = delta.Values();
        };
        lab.Train(optimizer, 0, 30);
        moves.Count.ShouldBe(sizes.Length);
        optimizer.Path.ShouldBe(StepPath.Accelerated);
        lab.Theta.ShouldBe(Lab.Run(rule, ScalarType.Float32, sizes, 30));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void It_keeps_no_more_tensors_than_the_plain_step(string name)
    {
        var rule = AcceleratedRules.Named(name);
        Kept(rule).ShouldBeLessThanOrEqualTo(Kept(rule with { Accelerate = false }));
    }

    [Fact]
    public void Other_tensors_than_it_takes_step_op_by_op()
    {
        using var scope = NewDisposeScope();
        Path(new Parameter(ones(3)), ones(3)).ShouldBe(StepPath.Accelerated);
        Path(new Parameter(ones(3, dtype: ScalarType.BFloat16)), ones(3, dtype: ScalarType.BFloat16)).ShouldBe(StepPath.Plain);
        Path(new Parameter(ones(2, 3)), ones(3, 2).t()).ShouldBe(StepPath.Plain);
        Path(new Parameter(ones(3, 2).t()), ones(2, 3)).ShouldBe(StepPath.Plain);
        Path(new Parameter(ones(3)), ones(1).expand(3)).ShouldBe(StepPath.Plain);
    }

    [Fact]
    public void Parameters_of_two_types_step_op_by_op()
    {
        using var scope = NewDisposeScope();
        Parameter[] parameters = [new(ones(2)), new(ones(2, dtype: ScalarType.Float64))];
        using var optimizer = new Adam().For(parameters);
        foreach (var theta in parameters) theta.grad = ones_like(theta);
        optimizer.step();
        optimizer.Path.ShouldBe(StepPath.Plain);
    }

    [Fact]
    public void Without_any_gradient_it_does_nothing()
    {
        using var lab = new Lab(ScalarType.Float32, 3);
        using var optimizer = new Adam().For(lab.Parameters);
        optimizer.step();
        optimizer.Steps.ShouldBe(1);
        optimizer.Slots[0].State.ShouldBeNull();
    }

    /// <summary>Makes a state of five elements, whatever the parameter.</summary>
    sealed record Odd : UpdateRule<Odd.State>
    {
        public sealed record State(Tensor M) : RuleState;

        public override State Init(Tensor theta) => new(zeros(5));

        public override Tensor Step(State state, Tensor theta, Tensor grad) => grad;
    }

    [Accelerates(typeof(Odd))]
    sealed class OddAccelerator<T> : Accelerator<T, Odd.State, Half<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public OddAccelerator(Odd rule) => ArgumentNullException.ThrowIfNull(rule);

        protected override Half<T> Begin(Odd.State state, ref Job job)
        {
            job.A = Address(state.M, "m", ref job);
            return default;
        }
    }

    readonly struct Half<T> : IKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Vector512<T> Step(
            Vector512<T> theta, Vector512<T> grad, ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d) => grad;
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_before_any_parameter_moves()
    {
        using var lab = new Lab(ScalarType.Float32, 5, 4);
        using var optimizer = new Odd().For(lab.Parameters);
        var before = lab.Theta;
        Should.Throw<InvalidOperationException>(() => lab.Train(optimizer, 0, 1)).Message
            .ShouldBe("An accelerated step takes m as 4 contiguous elements of Float32 on the CPU; it is [5] Float32 on cpu.");
        lab.Theta.ShouldBe(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_gradient_of_another_shape_is_refused_before_anything_moves(bool accelerate)
    {
        using var scope = NewDisposeScope();
        foreach (long[] shape in new long[][] { [3, 2], [1, 3], [6], [2, 3, 1], [] })
        {
            Parameter[] parameters = [new(zeros(2)), new(zeros(2, 3))];
            using var optimizer = (new Adam() with { Accelerate = accelerate }).For([("a", parameters[0]), ("b", parameters[1])]);
            (parameters[0].grad, parameters[1].grad) = (ones(2), ones(shape));
            Should.Throw<InvalidOperationException>(() => optimizer.step()).Message
                .ShouldBe($"The gradient of 'b' is [{string.Join(", ", shape)}], the parameter is [2, 3].");
            parameters.SelectMany(p => p.Values()).ShouldAllBe(x => x == 0);
            optimizer.Slots[0].State.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_disposed_optimizer_says_so_and_moves_nothing(bool accelerate)
    {
        using var lab = new Lab(ScalarType.Float32, 9);
        var optimizer = (new Adam() with { Accelerate = accelerate }).For(lab.Parameters);
        lab.Train(optimizer, 0, 2);
        using var saved = optimizer.state_dict();
        optimizer.Dispose();
        optimizer.Dispose();
        var before = lab.Theta;
        Action[] uses =
        [
            () => optimizer.step(), () => optimizer.Advance(zeros(1, 9)), () => optimizer.state_dict(), () => optimizer.Load(saved),
        ];
        foreach (var use in uses) Should.Throw<ObjectDisposedException>(use);
        lab.Theta.ShouldBe(before);
    }

    [Fact]
    public void A_refused_sliding_mean_leaves_the_one_that_was_there()
    {
        using var scope = NewDisposeScope();
        using var lab = new Lab(ScalarType.Float32, 9);
        using var optimizer = new Adashift(Delay: 3).For(lab.Parameters);
        lab.Train(optimizer, 0, 8);
        using var before = optimizer.state_dict();
        const string mean = "accelerator/0/mean";
        using var strange = new Snapshot(
            before.Tensors.Select(t => KeyValuePair.Create(t.Key, t.Key == mean ? zeros(4) : t.Value.clone())), before.Values);

        Should.Throw<InvalidDataException>(() => optimizer.Load(strange)).Message.ShouldContain("sliding mean of '0'");

        using var after = optimizer.state_dict();
        after.Tensors[mean].Values().ShouldBe(before.Tensors[mean].Values());
    }

    [Fact]
    public void Autograd_notices_that_parameters_moved()
    {
        using var scope = NewDisposeScope();
        var theta = new Parameter(ones(3));
        using var optimizer = new Sgd().For([theta]);
        var loss = theta.square().sum();
        theta.grad = ones(3);
        optimizer.step();
        optimizer.Path.ShouldBe(StepPath.Accelerated);
        Should.Throw<ExternalException>(() => loss.backward()).Message.ShouldContain("modified by an inplace operation");
    }

    static StepPath Path(Parameter theta, Tensor gradient)
    {
        using var optimizer = new Adam().For([theta]);
        theta.grad = gradient;
        optimizer.step();
        return optimizer.Path;
    }

    static double[] Switching(UpdateRule first, UpdateRule second, int after, int steps)
    {
        using var lab = new Lab(ScalarType.Float32, sizes);
        using var before = first.For(lab.Parameters);
        lab.Train(before, 0, after);
        using var saved = before.state_dict();
        using var then = second.For(lab.Parameters);
        then.load_state_dict(saved);
        lab.Train(then, after, steps);
        return lab.Theta;
    }

    static long Kept(UpdateRule rule)
    {
        using var lab = new Lab(ScalarType.Float32, sizes);
        using var optimizer = rule.For(lab.Parameters);
        var before = DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount;
        lab.Train(optimizer, 0, 30);
        return DisposeScopeManager.Statistics.TensorStatistics.ThreadTotalLiveCount - before;
    }
}
