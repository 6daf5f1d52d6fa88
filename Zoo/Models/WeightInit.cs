using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>The distribution of a layer's initial weights.</summary>
/// <remarks>Fan-in is the number of inputs of one output: input channels × kernel area. Fan-out is output channels × kernel area.</remarks>
public enum WeightInit
{
    /// <summary>N(0, 2 / fan-out): the Torch code of ResNet and DenseNet, and PyTorch's <c>kaiming_normal_(mode="fan_out")</c>.</summary>
    HeFanOut,

    /// <summary>
    /// N(0, 2.6 / fan-in) cut at two standard deviations, which leaves a variance of 2 / fan-in: TensorFlow 1's
    /// <c>contrib.layers.variance_scaling_initializer</c>.
    /// </summary>
    HeFanIn,

    /// <summary>U(±√(6 / (fan-in + fan-out))): the default of TensorFlow 1's <c>tf.layers</c>.</summary>
    Glorot,

    /// <summary>U(±1/√fan-in): PyTorch's default.</summary>
    Torch,
}

/// <summary>Draws initial weights from torch's global generator.</summary>
static class WeightInitExtensions
{
    /// <summary>erf(√2): the probability that a normal number lies within two standard deviations.</summary>
    const double TwoSigma = 0.954499736103642;

    /// <summary>Draws the weights of every convolution and linear layer; their biases become 0.</summary>
    /// <remarks>Batch norms are left as torch creates them: weight 1, bias 0.</remarks>
    public static void Initialize(this Module net, WeightInit convolutions, WeightInit linear)
    {
        using var unrecorded = no_grad();
        foreach (var layer in net.modules())
        {
            if (layer is Conv2d conv) Initialize(conv.weight, conv.bias, convolutions);
            if (layer is TorchSharp.Modules.Linear last) Initialize(last.weight, last.bias, linear);
        }
    }

    static void Initialize(Tensor weight, Tensor? bias, WeightInit distribution)
    {
        using var scope = NewDisposeScope();
        Draw(weight, distribution);
        bias?.zero_();
    }

    /// <param name="weight">[out, in, height, width] or [out, in].</param>
    static void Draw(Tensor weight, WeightInit distribution)
    {
        var (fanIn, fanOut) = ((double)weight.numel() / weight.shape[0], (double)weight.numel() / weight.shape[1]);
        switch (distribution)
        {
            case WeightInit.HeFanOut:
                init.normal_(weight, mean: 0, std: Math.Sqrt(2 / fanOut));
                break;
            case WeightInit.HeFanIn: // √2 erf⁻¹(u) of a uniform u is normal
                init.uniform_(weight, -TwoSigma, TwoSigma).erfinv_().mul_(Math.Sqrt(2 * 1.3 * 2 / fanIn));
                break;
            case WeightInit.Glorot:
                DrawUniform(weight, Math.Sqrt(6 / (fanIn + fanOut)));
                break;
            default:
                DrawUniform(weight, 1 / Math.Sqrt(fanIn));
                break;
        }
    }

    static void DrawUniform(Tensor weight, double bound) => init.uniform_(weight, -bound, bound);
}
