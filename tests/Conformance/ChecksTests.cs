using AdaShift.Bench.Conformance.Checks;
using AdaShift.Bench.Contracts;
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

        public override void StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState? shared)
        {
            foreach (var slot in slots) slot.Apply(slot.Grad, 0.5);
        }
    }

    /// <summary>Steps as long as the model's gradient, and remembers nothing.</summary>
    sealed record Across(bool Says) : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override RuleState? InitShared() => Says ? new NoState() : null;

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => 0.01 * grad * grad.norm();

        public override void StepAll(IReadOnlyList<Slot<NoState>> slots, RuleState? shared)
        {
            var length = stack(slots.Select(slot => slot.Grad.norm())).norm();
            foreach (var slot in slots) slot.Apply(slot.Grad * length, 0.01);
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
    public void A_fast_path_that_does_something_else() => Message(new Hasty()).ShouldContain("StepAll does not do what Step says");

    [Fact]
    public void A_rule_that_looks_across_parameters_says_so()
    {
        Message(new Across(Says: false)).ShouldContain("a rule that looks across parameters says so by InitShared");
        Should.NotThrow(() => OptimizerConformance.Check(new Across(Says: true)));
    }

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
