using AdaShift.Bench.Conformance.Checks;
using AdaShift.Bench.Contracts;
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

        public override void StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState? shared)
        {
            foreach (var slot in slots) slot.Apply(slot.Grad, 0.5);
        }
    }

    sealed record Backwards : GradientClip
    {
        public override void Apply(IReadOnlyList<TorchSharp.Modules.Parameter> parameters)
        {
            foreach (var parameter in parameters) parameter.grad!.mul_(2);
        }
    }

    [Fact]
    public void State_outside_the_state() => Message(new Absentminded()).ShouldContain("two runs from the same start differ");

    [Fact]
    public void A_changed_gradient() => Message(new Spoiler())
        .ShouldContain("it changes the gradient (Float32, step 0), which probes look at afterwards");

    [Fact]
    public void Zero_over_zero() => Message(new Divider()).ShouldContain("θ is not finite after gradients of 0");

    [Fact]
    public void A_fast_path_that_does_something_else() => Message(new Hasty()).ShouldContain("StepAll does not do what Step says");

    [Fact]
    public void A_clip_that_enlarges_and_trips_over_no_gradient()
    {
        var message = Should.Throw<ConformanceException>(() => ClipConformance.Check(new Backwards())).Message;
        message.ShouldContain("it makes a gradient larger");
        message.ShouldContain("no gradients: NullReferenceException");
    }

    static string Message(UpdateRule rule) => Should.Throw<ConformanceException>(() => OptimizerConformance.Check(rule)).Message;
}
