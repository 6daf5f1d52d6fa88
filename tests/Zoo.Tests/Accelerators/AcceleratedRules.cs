
namespace AdaShift.Bench.Zoo.Tests.Accelerators;

/// <summary>Every rule, in the settings that take different ways through its accelerator.</summary>
static class AcceleratedRules
{
    static readonly Dictionary<string, UpdateRule> all = Rules().ToDictionary(r => r.ToString(), StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. all.Keys];

    public static UpdateRule Named(string name) => all[name];

    static IEnumerable<UpdateRule> Rules()
    {
        yield return new Sgd();
        yield return new Sgd(WeightDecay: 0.1);
        yield return new Sgd(Momentum: 0.9, Dampening: 0.5);
        yield return new Sgd(Momentum: 0.9, WeightDecay: 0.1, Nesterov: true);
        yield return new Momentum();
        yield return new Adam();
        yield return new Adam(Beta1: 0, Eps: 0);
        yield return new Adam(WeightDecay: 0.1);
        yield return new Adamw(WeightDecay: 0.1);
        yield return new Amsgrad();
        yield return new Amsgrad(Form: AmsgradForm.Corrected, WeightDecay: 0.1);
        yield return new Adamnc();
        yield return new Nadam(WeightDecay: 0.1);
        yield return new Radam(WeightDecay: 0.1);
        yield return new Radam(Beta2: 0.5);
        yield return new Rmsprop(WeightDecay: 0.1);
        yield return new Rmsprop(Momentum: 0.9, Eps: 0);
        yield return new Rmsprop(Momentum: 0.9, Centered: true, Eps: 0.1);
        yield return new Adagrad(LrDecay: 0.1, WeightDecay: 0.1, InitialAccumulator: 1);
        yield return new Adagrad(Eps: 0);
        yield return new Adadelta(WeightDecay: 0.1);
        yield return new Adamax(WeightDecay: 0.1);
        yield return new Adamax(Eps: 0);
        yield return new Lion();
        yield return new Lion(WeightDecay: 0.1);
        foreach (var phi in Enum.GetValues<Phi>())
        foreach (var v in Enum.GetValues<AdashiftV>())
        foreach (var delay in new[] { 0, 1, 3, 10 })
            yield return new Adashift(phi, Delay: delay, V: v);
        yield return new Adashift(Phi.None, Delay: 1, Beta1: 0, Mask: true);
        yield return new Adashift(Phi.None, Delay: 3, Eps: 0, Mask: true);
        yield return new Adashift(Phi.None, V: AdashiftV.RunningMax, Mask: true);
        yield return new Adashift(Phi.None, Delay: 0, Mask: true);
        yield return new Adashift(Phi.Max, Delay: 2, Mask: true);
        yield return new Adashift(Window: 5);
        yield return new Adashift(Beta1: 0);
        yield return new Adashift(Beta1: 1, Eps: 0);
        yield return new Adashift(Phi.None, Beta1: 0.99);
        yield return new Adashift(Phi.None, Beta2: 0.5);
        yield return new Adashift(Phi.None, Block: AdashiftBlock.Element);
        foreach (var phi in new[] { Phi.Max, Phi.Mean })
        foreach (var delay in new[] { 0, 2, 10 })
            yield return new Adashift(phi, Delay: delay, Block: AdashiftBlock.Global);
    }
}
