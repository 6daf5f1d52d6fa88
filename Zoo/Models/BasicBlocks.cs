using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>
/// relu(x + norm(conv(relu(norm(conv x))))). <c>[B,C,H,W] → [B,C,H,W]</c>; with twice the channels <c>[B,2C,H/2,W/2]</c>, where a 1×1
/// convolution of stride 2 and a norm project x.
/// </summary>
sealed class PostActivationBlock : Module<Tensor, Tensor>
{
    readonly Sequential body;
    readonly Sequential? projection;

    public PostActivationBlock(int from, int to)
        : base(nameof(PostActivationBlock))
    {
        var stride = from == to ? 1 : 2;
        body = Sequential(
            ("conv1", Conv2d(from, to, 3, stride, padding: 1, bias: false)),
            ("norm1", BatchNorm2d(to)),
            ("relu", ReLU(inplace: true)),
            ("conv2", Conv2d(to, to, 3, padding: 1, bias: false)),
            ("norm2", BatchNorm2d(to)));
        if (from != to) projection = Sequential(("conv", Conv2d(from, to, 1, stride, bias: false)), ("norm", BatchNorm2d(to)));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return body.call(input).add_(projection?.call(input) ?? input).relu_().MoveToOuterDisposeScope();
    }
}

/// <summary>
/// x + conv(relu(norm(conv a))) with a = relu(norm x). <c>[B,C,H,W] → [B,C,H,W]</c>; with twice the channels <c>[B,2C,H/2,W/2]</c>, where a
/// 1×1 convolution of stride 2 projects a, in the released code x.
/// </summary>
sealed class PreActivationBlock : Module<Tensor, Tensor>
{
    readonly Sequential activation;
    readonly Sequential body;
    readonly Conv2d? projection;
    readonly bool projectsInput;

    public PreActivationBlock(int from, int to, bool release)
        : base(nameof(PreActivationBlock))
    {
        projectsInput = release;
        var stride = from == to ? 1 : 2;
        activation = Sequential(("norm", BatchNorm2d(from)), ("relu", ReLU(inplace: true)));
        body = Sequential(
            ("conv1", Conv2d(from, to, 3, stride, padding: 1, bias: release)),
            ("norm", BatchNorm2d(to)),
            ("relu", ReLU(inplace: true)),
            ("conv2", Conv2d(to, to, 3, padding: 1, bias: release)));
        if (from != to) projection = Conv2d(from, to, 1, stride, bias: release);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var activated = activation.call(input);
        var shortcut = projection?.call(projectsInput ? input : activated) ?? input;
        return body.call(activated).add_(shortcut).MoveToOuterDisposeScope();
    }
}
