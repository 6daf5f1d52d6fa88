using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>
/// A densely connected net (Huang et al., CVPR 2017, arXiv 1608.06993): a convolution, dense blocks with transitions between them, the mean
/// over the image, a linear layer. <c>[B,channels,H,W] → [B,classes]</c> logits.
/// </summary>
/// <remarks>Every transition halves the image: three blocks take 32×32 to 8×8.</remarks>
public sealed class DenseNet : Module<Tensor, Tensor>
{
    readonly Sequential layers;

    /// <exception cref="ArgumentException">A setting is out of range; names the value and what is allowed.</exception>
    public DenseNet(DenseNetSettings settings)
        : base(nameof(DenseNet))
    {
        if (string.Join("; ", settings.Validate()) is { Length: > 0 } errors)
            throw new ArgumentException($"No DenseNet has {errors}.", nameof(settings));
        layers = Sequential([.. Parts(settings)]);
        RegisterComponents();
        this.Initialize(settings.ConvInit, settings.LinearInit);
    }

    /// <param name="input">[B, channels, H, W].</param>
    /// <returns>[B, classes].</returns>
    public override Tensor forward(Tensor input) => layers.call(input);

    static IEnumerable<(string Name, Module<Tensor, Tensor> Part)> Parts(DenseNetSettings settings)
    {
        var (channels, kernel) = (settings.InitChannels, settings.StemKernel);
        yield return ("stem", Conv2d(settings.InputChannels, channels, kernel, settings.StemStride, kernel / 2, bias: false));
        for (var block = 1; block <= settings.Layers.Count; block++)
        {
            if (block > 1)
            {
                var fewer = settings.AfterTransition(channels);
                yield return ($"transition{block - 1}", Transition(channels, fewer, settings));
                channels = fewer;
            }

            for (var layer = 1; layer <= settings.Layers[block - 1]; layer++)
            {
                yield return ($"block{block}_layer{layer}", new DenseLayer(channels, settings));
                channels += settings.Growth;
            }
        }

        yield return ("norm", BatchNorm2d(channels, settings.NormEps, settings.NormMomentum));
        yield return ("relu", ReLU(inplace: true));
        yield return ("pool", AdaptiveAvgPool2d(1));
        yield return ("flatten", Flatten());
        yield return ("linear", Linear(channels, settings.Classes));
    }

    static Sequential Transition(int from, int to, DenseNetSettings settings) =>
        Sequential(("composite", DenseLayer.Composite(from, to, kernel: 1, settings)), ("pool", AvgPool2d(2)));
}
