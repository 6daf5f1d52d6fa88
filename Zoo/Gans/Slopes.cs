using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>‖∇ₓ f(x)‖₂ of a critic, for every sample of a batch.</summary>
public static class Slopes
{
    /// <param name="critic">[B, ...] → [B]; each output depends on its own sample alone.</param>
    /// <param name="points">[B, ...].</param>
    /// <returns>[B], with a graph to the critic's parameters, also under <c>no_grad</c>.</returns>
    public static Tensor Of(Module<Tensor, Tensor> critic, Tensor points)
    {
        using var recorded = enable_grad();
        var x = points.detach().requires_grad_();
        var outputs = critic.call(x);
        if (!outputs.requires_grad) return zeros(points.shape[0], dtype: points.dtype, device: points.device); // f is constant
        return Norms(autograd.grad([outputs.sum()], [x], create_graph: true, retain_graph: true)[0].flatten(1));
    }

    /// <summary>‖g‖₂ by rows: 0 with gradient 0 where g = 0; exact elsewhere, without underflow or overflow.</summary>
    /// <param name="gradients">[B, N].</param>
    static Tensor Norms(Tensor gradients)
    {
        var largest = gradients.detach().abs().amax([1], keepdim: true); // [B,1]
        var isZero = largest.eq(0);
        var squares = gradients.div(largest.masked_fill(isZero, 1)).square().sum(1, keepdim: true); // in [1, N], or 0
        return squares.masked_fill(isZero, 1).sqrt().mul(largest).squeeze(1); // √ has no slope at 0
    }
}
