using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>
/// Updates the estimates of the layers' largest singular values after each critic step. The layers hold the estimates and divide by them
/// (<see cref="EqualizedLayer"/>).
/// </summary>
sealed class SpectralNormalization : LipschitzTerm
{
    public override void AfterStep(Module<Tensor, Tensor> critic)
    {
        var layers = critic.modules().OfType<EqualizedLayer>().Where(layer => layer.PowerIterations > 0).ToList();
        if (layers.Count == 0)
            throw new InvalidOperationException(
                $"Spectral normalisation needs a critic whose layers have it: build {critic.GetName()} with powerIterations of 1 or more.");
        foreach (var layer in layers) layer.PowerIterate();
    }
}
