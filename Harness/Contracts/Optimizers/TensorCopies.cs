using static TorchSharp.torch;

namespace AdaShift.Bench.Contracts;

static class TensorCopies
{
    /// <summary>A copy without a graph, on a device.</summary>
    public static Tensor CloneTo(this Tensor tensor, Device device)
    {
        using var unrecorded = no_grad();
        return tensor.to(device, copy: true);
    }
}
