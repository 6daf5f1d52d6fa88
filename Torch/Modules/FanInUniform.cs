using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

/// <summary>PyTorch's start of linear and convolution layers: weight and bias U(−1/√fan_in, 1/√fan_in), the weight drawn first.</summary>
static class FanInUniform
{
    public static void Fill(Parameter weight, Parameter? bias)
    {
        // The gain of a leaky ReLU with slope √5 is 1/√3, which makes the bound 1/√fan_in. Computed this way round for PyTorch's last bit.
        init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        if (bias is null) return;
        var (fanIn, _) = init.CalculateFanInAndFanOut(weight);
        double bound = fanIn > 0 ? 1 / Math.Sqrt(fanIn) : 0;
        init.uniform_(bias, -bound, bound);
    }
}
