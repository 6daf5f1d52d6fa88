using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>
/// ResNet-18 in its form for CIFAR: a 3×3 convolution, four stages of two basic blocks, the mean over the image, a linear layer. Each stage
/// but the first halves the image and doubles the channels. <c>[B,channels,H,W] → [B,classes]</c> logits.
/// </summary>
/// <remarks>
/// Initial weights: <see cref="WeightInit.HeFanOut"/> for convolutions and <see cref="WeightInit.Torch"/> for the linear layer, as in the
/// authors' Torch code; <see cref="ResNetForm.Release"/> has <see cref="WeightInit.HeFanIn"/> for both. All biases start at 0.
/// </remarks>
public sealed class ResNet18 : Module<Tensor, Tensor>
{
    const int Stages = 4;
    const int BlocksPerStage = 2;

    readonly Sequential layers;

    /// <param name="width">Channels of the first stage.</param>
    /// <param name="inputChannels">Channels of an image.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public ResNet18(ResNetForm form, int classes = 10, int width = 64, int inputChannels = 3)
        : base(nameof(ResNet18))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputChannels);
        layers = Sequential([.. Parts(form, classes, width, inputChannels)]);
        RegisterComponents();
        if (form == ResNetForm.Release) this.Initialize(WeightInit.HeFanIn, WeightInit.HeFanIn);
        else this.Initialize(WeightInit.HeFanOut, WeightInit.Torch);
    }

    /// <param name="input">[B, channels, H, W].</param>
    /// <returns>[B, classes].</returns>
    public override Tensor forward(Tensor input) => layers.call(input);

    static IEnumerable<(string Name, Module<Tensor, Tensor> Part)> Parts(ResNetForm form, int classes, int width, int inputChannels)
    {
        yield return ("stem", Conv2d(inputChannels, width, 3, padding: 1, bias: form == ResNetForm.Release));
        if (form == ResNetForm.PostActivation)
        {
            yield return ("norm", BatchNorm2d(width));
            yield return ("relu", ReLU(inplace: true));
        }

        for (var (stage, from) = (0, width); stage < Stages; stage++)
        {
            for (var block = 0; block < BlocksPerStage; block++)
            {
                var to = width << stage;
                yield return ($"stage{stage + 1}_block{block + 1}", Block(form, from, to));
                from = to;
            }
        }

        var last = width << (Stages - 1);
        if (form == ResNetForm.Release)
        {
            yield return ("norm", BatchNorm2d(last));
            yield return ("relu", ReLU(inplace: true));
        }

        yield return ("pool", AdaptiveAvgPool2d(1));
        yield return ("flatten", Flatten());
        yield return ("linear", Linear(last, classes));
    }

    static Module<Tensor, Tensor> Block(ResNetForm form, int from, int to) => form == ResNetForm.PostActivation
        ? new PostActivationBlock(from, to)
        : new PreActivationBlock(from, to, release: form == ResNetForm.Release);
}
