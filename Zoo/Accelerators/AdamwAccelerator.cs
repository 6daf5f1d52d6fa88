using System.Numerics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Adamw))]
sealed class AdamwAccelerator<T>(Adamw rule) : Accelerator<T, Moments, AdamKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    readonly Adam undecayed = rule.Undecayed;

    protected override AdamKernel<T> Begin(Moments state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.V, "v", ref job));
        return AdamKernel<T>.At(++state.Count, undecayed, decoupled: rule.Lr * rule.WeightDecay);
    }
}
