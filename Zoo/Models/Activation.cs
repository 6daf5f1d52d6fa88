using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>What stands between two linear layers.</summary>
public enum Activation
{
    None,
    Relu,
    Tanh,

    /// <summary>max(x, 0.2 x), the slope that is usual in GANs.</summary>
    LeakyRelu,
}

/// <summary>Applies an <see cref="Activation"/>.</summary>
static class ActivationExtensions
{
    public static Tensor Apply(this Activation activation, Tensor x) => activation switch
    {
        Activation.Relu => functional.relu(x),
        Activation.Tanh => x.tanh(),
        Activation.LeakyRelu => functional.leaky_relu(x, 0.2),
        _ => x,
    };
}
