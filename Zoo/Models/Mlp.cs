using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>A multilayer perceptron: linear layers of given widths, an activation between them. <c>[B,in] → [B,out]</c> logits.</summary>
/// <remarks>
/// With <see cref="Activation.None"/> it is a deep linear net, as in the paper's Figure 3: convex data fit, non-convex parameters.
/// </remarks>
public sealed class Mlp : Module<Tensor, Tensor>
{
    readonly Module<Tensor, Tensor>[] layers;
    readonly Activation activation;

    /// <param name="widths">From input to output: <c>[784, 256, 256, 10]</c> has two hidden layers.</param>
    public Mlp(IReadOnlyList<long> widths, Activation activation)
        : base(nameof(Mlp))
    {
        this.activation = activation;
        layers = [.. widths.Zip(widths.Skip(1), (from, to) => Linear(from, to))];
        for (var i = 0; i < layers.Length; i++) register_module($"layer{i + 1}", layers[i]);
    }

    public override Tensor forward(Tensor input)
    {
        var x = input;
        for (var i = 0; i < layers.Length; i++)
            x = i == 0 ? layers[i].call(x) : layers[i].call(activation.Apply(x));
        return x;
    }
}
