using System.Numerics;
using AdaShift.Bench.Optim;

namespace AdaShift.Bench.Zoo.Accelerators;

[Accelerates(typeof(Adamnc))]
sealed class AdamncAccelerator<T>(Adamnc rule) : Accelerator<T, Moments, AdamKernel<T>>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Adam's step with β2 = 1 − 1/t, and no correction of v.</summary>
    protected override AdamKernel<T> Begin(Moments state, ref Job job)
    {
        (job.A, job.B) = (Address(state.M, "m", ref job), Address(state.V, "v", ref job));
        var share = 1.0 / ++state.Count;
        return new(
            Of(rule.Beta1), Of(1 - rule.Beta1), Of(1 - share), Of(share), Of(rule.Eps), Penalty: T.Zero, Decay: T.Zero,
            Scale: Of(rule.Lr / (1 - Math.Pow(rule.Beta1, state.Count))), RootScale: T.One);
    }
}
