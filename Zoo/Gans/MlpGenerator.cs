using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>A multilayer perceptron as a generator, for toy data such as points of the plane. <c>[B,latent] → [B,outputs]</c>.</summary>
public sealed class MlpGenerator : Module<Tensor, Tensor>
{
    readonly EqualizedMlp layers;

    /// <param name="latent">Dimensions of z.</param>
    /// <param name="outputs">Numbers in one sample.</param>
    /// <param name="width">Units of a hidden layer.</param>
    /// <param name="depth">Hidden layers; 0 is a linear map.</param>
    /// <param name="std">Standard deviation of the stored weights, see <see cref="EqualizedLayer"/>.</param>
    public MlpGenerator(long latent, long outputs, long width, int depth, Activation activation = Activation.Relu, double std = 0.1)
        : base(nameof(MlpGenerator))
    {
        layers = new(latent, outputs, width, depth, activation, std);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input);
}
