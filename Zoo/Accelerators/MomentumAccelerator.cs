using System.Numerics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Momentum))]
sealed class MomentumAccelerator<T>(Momentum rule) : Accelerator<T, Momentum.State, SgdKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    protected override SgdKernel<T> Begin(Momentum.State state, ref Job job)
    {
        job.A = Address(state.M, "m", ref job);
        return new(Of(rule.Lr), T.Zero, Of(rule.Mu), T.One, hasBuffer: true);
    }
}
