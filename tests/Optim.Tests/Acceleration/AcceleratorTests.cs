using System.Numerics;
using System.Runtime.Intrinsics;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests.Acceleration;

/// <summary>Accelerators that cannot be meant are refused by name, and so is their rule alone.</summary>
public sealed class AcceleratorTests
{
    abstract record Plain : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override Tensor Step(NoState state, Tensor theta, Tensor grad) => grad;
    }

    sealed record Twice : Plain;

    sealed record Bound : Plain;

    sealed record Fine : Plain;

    readonly struct Whole<T> : IKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Vector512<T> Step(
            Vector512<T> theta, Vector512<T> grad, ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d) => grad;
    }

    abstract class Stateless<T> : Accelerator<T, NoState, Whole<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        protected override Whole<T> Begin(NoState state, ref Job job) => default;
    }

    [Accelerates(typeof(Twice))]
    sealed class First<T> : Stateless<T>
        where T : unmanaged, IFloatingPointIeee754<T>;

    [Accelerates(typeof(Twice))]
    sealed class Second<T> : Stateless<T>
        where T : unmanaged, IFloatingPointIeee754<T>;

    [Accelerates(typeof(Bound))]
    sealed class OnlyFloat : Stateless<float>;

    [Accelerates(typeof(Fine))]
    sealed class Good<T> : Stateless<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Good(Fine rule) => ArgumentNullException.ThrowIfNull(rule);
    }

    [Fact]
    public void Two_for_one_rule() => Refused(new Twice()).ShouldBe("Twice has 2 accelerators: First, Second. Keep one.");

    [Fact]
    public void One_that_is_not_generic() =>
        Refused(new Bound()).ShouldBe("OnlyFloat accelerates Bound, but is not a class OnlyFloat<T> : Accelerator<T, …>.");

    [Fact]
    public void Other_rules_of_the_assembly_step()
    {
        using var scope = NewDisposeScope();
        using var theta = new Parameter(ones(3)) { grad = ones(3) };
        using var optimizer = new Fine().For([theta]);
        optimizer.step();
        optimizer.Path.ShouldBe(StepPath.Accelerated);
    }

    static string Refused(UpdateRule rule)
    {
        using var theta = new Parameter(ones(3));
        return Should.Throw<InvalidOperationException>(() => rule.For([theta])).Message;
    }
}
