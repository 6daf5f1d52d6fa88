using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Optim.Tests.Optimizers;

static class Reading
{
    public static float[] Floats(this Tensor tensor) => tensor.detach().data<float>().ToArray();

    public static void Set(this Tensor tensor, double[] values)
    {
        using var unrecorded = no_grad();
        tensor.copy_(torch.tensor(values));
    }

    public static double[] Doubles(this Tensor tensor) => [.. tensor.Floats().Select(x => (double)x)];
}
