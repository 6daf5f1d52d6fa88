using System.Numerics;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Conformance.Checks;
using AdaShift.Bench.Zoo;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Conformance;

/// <summary>The checks catch what they are there for.</summary>
public sealed class ChecksTests
{
    /// <summary>Remembers outside its state.</summary>
    sealed record Absentminded : UpdateRule<NoState>
    {
        int steps;

        public override NoState Init(Tensor theta) => new();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => grad / ++steps;
    }

    sealed record Spoiler : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => grad.mul_(0.1);
    }

    sealed record Divider : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => 0.01 * grad / grad.abs();
    }

    sealed record Hasty : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => grad;
    }

    [Accelerates(typeof(Hasty))]
    sealed class HastyAccelerator<T> : Accelerator<T, NoState, Half<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public HastyAccelerator(Hasty rule) => ArgumentNullException.ThrowIfNull(rule);

        protected override Half<T> Begin(NoState state, ref Job job) => default;
    }

    readonly struct Half<T> : IKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Vector512<T> Step(
            Vector512<T> theta, Vector512<T> grad, ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d) =>
            grad * T.CreateTruncating(0.5);
    }

    /// <summary>Looks across parameters, and its accelerator does not.</summary>
    sealed record Narrow : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override RuleState? InitShared() => new NoState();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => grad;

        public override IReadOnlyList<Tensor?> StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState shared) =>
            [.. slots.Select(slot => slot.Grad / slots.Count)];
    }

    [Accelerates(typeof(Narrow))]
    sealed class NarrowAccelerator<T> : Accelerator<T, NoState, Half<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public NarrowAccelerator(Narrow rule) => ArgumentNullException.ThrowIfNull(rule);

        protected override Half<T> Begin(NoState state, ref Job job) => default;
    }

    /// <summary>Its accelerator is wrong in float32 alone.</summary>
    sealed record Coarse : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => grad.dtype == ScalarType.Float32 ? grad : grad * 0.5;
    }

    [Accelerates(typeof(Coarse))]
    sealed class CoarseAccelerator<T> : Accelerator<T, NoState, Half<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public CoarseAccelerator(Coarse rule) => ArgumentNullException.ThrowIfNull(rule);

        protected override Half<T> Begin(NoState state, ref Job job) => default;
    }

    /// <summary>Steps as long as the model's gradient, and remembers nothing.</summary>
    sealed record Across : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override RuleState? InitShared() => new NoState();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => 0.01 * grad * grad.norm();

        public override IReadOnlyList<Tensor?> StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState shared)
        {
            var length = stack(slots.Select(slot => slot.Grad.norm())).norm();
            return [.. slots.Select(slot => 0.01 * slot.Grad * length)];
        }
    }

    sealed record Backwards : GradientClip
    {
        public override void Apply(IReadOnlyList<TorchSharp.Modules.Parameter> parameters)
        {
            foreach (var parameter in parameters) parameter.grad!.mul_(2);
        }
    }

    /// <summary>Counts, and forgets it with the checkpoint.</summary>
    [Probe("forgetful", Source = "Test")]
    sealed class Forgetful : Probe
    {
        long count;

        public override void Observe(in Update update) => count++;

        public override void Report(EvaluationBuilder evaluation) => evaluation.Add("updates", count);

        public override void Save(Snapshot to) { }

        public override void Load(Snapshot from) { }
    }

    [Fact]
    public void State_outside_the_state() => Message(new Absentminded()).ShouldContain("two runs from the same start differ");

    [Fact]
    public void A_changed_gradient() => Message(new Spoiler())
        .ShouldContain("it changes the gradient (Float32, step 0), which probes look at afterwards");

    [Fact]
    public void Zero_over_zero() => Message(new Divider()).ShouldContain("θ is not finite after gradients of 0");

    [Fact]
    public void An_accelerator_that_does_something_else()
    {
        foreach (UpdateRule rule in new UpdateRule[] { new Hasty(), new Narrow(), new Coarse() })
            Message(rule).ShouldContain("the accelerator does not do what Step says", Case.Sensitive, $"{rule}");
        Message(new Coarse()).ShouldContain("what Step says in Float32");
        Message(new Coarse()).ShouldNotContain("what Step says in Float64");
    }

    [Fact]
    public void A_rule_that_looks_across_parameters_conforms() =>
        Should.NotThrow(() => OptimizerConformance.Check(new Across()));

    [Fact]
    public void A_clip_that_enlarges_and_trips_over_no_gradient()
    {
        var message = Should.Throw<ConformanceException>(() => ClipConformance.Check(new Backwards())).Message;
        message.ShouldContain("it makes a gradient larger");
        message.ShouldContain("no gradients: NullReferenceException");
    }

    [Fact]
    public void A_probe_that_forgets_and_takes_another_name()
    {
        var message = Should.Throw<ConformanceException>(() => ProbeConformance.Check(() => new Forgetful(), new Adam())).Message;
        message.ShouldContain("saved after 17 steps and loaded into another probe, it ends elsewhere");
        message.ShouldContain("its metric 'updates' does not begin with its name, 'forgetful/'");
    }

    static string Message(UpdateRule rule) => Should.Throw<ConformanceException>(() => OptimizerConformance.Check(rule)).Message;
}
