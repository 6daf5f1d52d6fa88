using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>A multilayer perceptron as a critic, for toy data such as points of the plane. <c>[B, ...] → [B]</c>.</summary>
public sealed class MlpCritic : Module<Tensor, Tensor>
{
    readonly EqualizedMlp layers;

    /// <param name="inputs">Numbers in one sample.</param>
    /// <param name="width">Units of a hidden layer.</param>
    /// <param name="depth">Hidden layers; 0 is a linear map.</param>
    /// <param name="std">Of the stored weights, see <see cref="EqualizedLayer"/>; the authors' toy critics have 0.1.</param>
    /// <param name="powerIterations">Above 0: spectral normalisation of every layer.</param>
    public MlpCritic(
        long inputs, long width, int depth, Activation activation = Activation.Relu, double std = 0.1, int powerIterations = 0)
        : base(nameof(MlpCritic))
    {
        layers = new(inputs, 1, width, depth, activation, std, powerIterations);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => layers.call(input.flatten(1)).squeeze(1);
}
