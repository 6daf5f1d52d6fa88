using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests;

/// <summary>An optimizer is derived as from TorchSharp's own base.</summary>
public class OptimizerTests
{
    [Fact]
    public void A_derived_optimizer_steps_and_clears()
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(tensor(new[] { 1f, 2f }));
        using var optimizer = new Momentum([p], 0.1);
        (p * p).sum().backward();
        optimizer.step().ShouldBeNull();
        p.data<float>().ToArray().ShouldBe([0.8f, 1.6f]);
        optimizer.zero_grad();
        p.grad!.data<float>().ToArray().ShouldBe([0, 0]);
        optimizer.parameters().ShouldBe([p]);
        optimizer.ParamGroups.Single().LearningRate.ShouldBe(0.1);
        p.requires_grad.ShouldBeTrue();
    }

    [Fact]
    public void A_closure_runs_with_gradients()
    {
        using var scope = NewDisposeScope();
        var p = new Parameter(ones(1));
        using var optimizer = new Momentum([p], 0.1);
        var loss = optimizer.step(() =>
        {
            var value = p.sum();
            value.backward();
            return value;
        });
        loss!.ToSingle().ShouldBe(1);
        p.ToSingle().ShouldBe(0.9f);
    }

    [Fact]
    public void State_is_saved_and_restored()
    {
        using var scope = NewDisposeScope();
        var path = Path.GetTempFileName();
        Parameter p = new(ones(2)), q = new(ones(2));
        using Momentum one = new([p], 0.1), other = new([q], 0.3);
        p.sum().backward();
        one.step();
        one.save_state_dict(path);
        other.load_state_dict(path);
        q.copyFrom(p);
        q.grad = p.grad;
        one.step();
        other.step();
        q.Equals(p).ShouldBeTrue();
        File.Exists(path + ".tmp").ShouldBeFalse();
        File.Delete(path);
    }

    [Fact]
    public void A_saved_state_that_ends_early_leaves_the_old_one()
    {
        using var scope = NewDisposeScope();
        var path = Path.GetTempFileName();
        var p = new Parameter(ones(1));
        using var optimizer = new Momentum([p], 0.1);
        p.sum().backward();
        optimizer.step();
        optimizer.save_state_dict(path);
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);
        Should.Throw<InvalidDataException>(() => optimizer.load_state_dict(path));
        optimizer.step();
        p.ToSingle().ShouldBe(1 - 0.1f - 0.19f, 1e-6f);     // the velocity is 1, then 1.9
        File.Delete(path);
    }

    sealed class Momentum : OptimizerHelper
    {
        public Momentum(IEnumerable<Parameter> parameters, double lr)
        {
            var group = new ParamGroup<OptimizerOptions>(
                [.. parameters], new OptimizerOptions { LearningRate = lr, InitialLearningRate = lr });
            _parameter_groups.Add(group);
            foreach (var p in group.Parameters)
                _state[p.Handle] = new Velocity(p);
        }

        public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup<OptimizerOptions>>(
            group =>
            {
                foreach (var p in group.Parameters)
                {
                    if (p.grad is not { } gradient)
                        continue;
                    var velocity = (Velocity)_state[p.Handle];
                    p.sub_(velocity.Value.mul_(0.9).add_(gradient) * group.LearningRate);
                }
            },
            closure);
    }

    sealed class Velocity(Parameter parameter) : OptimizerState(parameter)
    {
        Tensor? _value = zeros_like(parameter).DetachFromDisposeScope();

        public Tensor Value => _value!;

        public override void Initialize(OptimizerOptions options) => _value!.zero_();

        public override void SaveStateDict(BinaryWriter writer) => SaveConditionalStateTensor(writer, _value);

        public override void LoadStateDict(BinaryReader reader) => LoadConditionalStateTensor(reader, ref _value, _parameter.device);

        public override void LoadStateDict(OptimizerState source) => _value!.copy_(((Velocity)source).Value);
    }
}

static class ParameterExtensions
{
    public static void copyFrom(this Parameter target, Parameter source)
    {
        using var unrecorded = no_grad();
        target.copy_(source);
    }
}
