using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>
/// An LSTM layer: [i f o g] = W [x; h] + b; c ← σ(f) c + σ(i) tanh(g); h ← σ(o) tanh(c). One weight for x and h, as in TensorFlow.
/// </summary>
/// <remarks>The sigmoid gates are neighbours, so that one call serves all three.</remarks>
sealed class LstmLayer : Module
{
    const int Gates = 4;

    static readonly Scalar One = 1; // a Scalar costs as much as a small operator

    readonly int inputs;
    readonly Parameter weight; // [4 units, inputs + units]
    readonly Parameter bias; // [4 units]

    public LstmLayer(int inputs, int units, double initRange, double forgetBias)
        : base(nameof(LstmLayer))
    {
        this.inputs = inputs;
        weight = new(Uniform.Draw(initRange, Gates * units, inputs + units));
        bias = new(zeros(Gates * units));
        using (no_grad()) bias.narrow(0, units, units).fill_(forgetBias).Dispose();
        RegisterComponents();
    }

    public Tensor Bias => bias;

    /// <summary>The weight of x, transposed: [inputs, 4 units].</summary>
    public Tensor InputWeight() => weight.narrow(1, 0, inputs).t();

    /// <summary>
    /// The weight of the last <paramref name="width"/> numbers of [x; h], transposed: [width, 4 units].
    /// </summary>
    public Tensor LastWeight(long width) => weight.narrow(1, weight.shape[1] - width, width).t();

    /// <summary>The weight of the first <paramref name="width"/> numbers of [x; h], transposed: [width, 4 units].</summary>
    public Tensor FirstWeight(long width) => weight.narrow(1, 0, width).t();

    /// <summary>The whole weight, transposed: [inputs + units, 4 units].</summary>
    public Tensor Weight() => weight.t();

    /// <param name="gates">[..., 4 units]: W [x; h] + b.</param>
    /// <param name="cell">[..., units].</param>
    /// <returns>The next h and c, [..., units].</returns>
    public static (Tensor hidden, Tensor cell) Next(Tensor gates, Tensor cell)
    {
        var units = cell.shape[^1];
        var parts = gates.split([3 * units, units], -1);
        var open = parts[0].sigmoid().chunk(3, -1); // i, f, o
        var next = (open[1] * cell).addcmul(open[0], parts[1].tanh(), One);
        return (open[2] * next.tanh(), next);
    }
}
