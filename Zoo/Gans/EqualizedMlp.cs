using AdaShift.Bench.Zoo.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>A multilayer perceptron of <see cref="EqualizedLinear"/> layers. <c>[B,in] → [B,out]</c>.</summary>
sealed class EqualizedMlp : Module<Tensor, Tensor>
{
    readonly ModuleList<EqualizedLinear> layers = [];
    readonly Activation activation;

    /// <param name="depth">Hidden layers; 0 is a linear map.</param>
    public EqualizedMlp(long inputs, long outputs, long width, int depth, Activation activation, double std, int powerIterations = 0)
        : base(nameof(EqualizedMlp))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        this.activation = activation;
        for (var i = 0; i <= depth; i++)
            layers.Add(new(i == 0 ? inputs : width, i == depth ? outputs : width, std, powerIterations));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        var x = layers[0].call(input);
        foreach (var layer in layers.Skip(1)) x = layer.call(activation.Apply(x));
        return x;
    }
}
