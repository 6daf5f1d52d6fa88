using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>θ ← min(max(θ, −c), c) after each critic step, for every stored parameter.</summary>
sealed class WeightClipping(double clip) : LipschitzTerm
{
    public override void AfterStep(Module<Tensor, Tensor> critic)
    {
        using var unrecorded = no_grad();
        foreach (var parameter in critic.parameters()) parameter.clamp_(-clip, clip);
    }
}
