using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads.Tests.Gans;

/// <summary>The released code's critic and generator for 8×8 images, written out over the tensors of a snapshot.</summary>
sealed class PlainCritic(Snapshot trial, string net)
{
    const double Std = 0.01;

    /// <summary>[B, 3, 8, 8] → [B].</summary>
    public Tensor Critic(Tensor x)
    {
        x = Convolve(x, "first");
        x = Block(Block(x, 0), 1);
        x = Convolve(nn.functional.avg_pool2d(x, 2), "body.2.conv");
        x = Block(Block(x, 3), 4); // 4×4
        return Linear(x.flatten(1), "last").squeeze(1);
    }

    /// <summary>[B, 100] → [B, 3, 8, 8].</summary>
    public Tensor Generator(Tensor z)
    {
        var x = Linear(z, "first").reshape(z.shape[0], 4, 4, 4);
        x = Block(Block(x, 0), 1);
        x = Convolve(x.repeat_interleave(2, 2).repeat_interleave(2, 3), "body.2.conv");
        x = Block(Block(x, 3), 4); // 8×8
        return Convolve(x, "last");
    }

    /// <summary>‖∇f‖ of each sample, with a graph.</summary>
    public Tensor Slopes(Tensor x)
    {
        var points = x.detach().requires_grad_();
        return autograd.grad([Critic(points).sum()], [points], create_graph: true, retain_graph: true)[0].square().sum([1, 2, 3]).sqrt();
    }

    Tensor Block(Tensor x, int i) => x + Convolve(x.relu() * 1.414, $"body.{i}.conv");

    Tensor Convolve(Tensor x, string layer) => nn.functional.conv2d(x, Weight(layer), Of(layer, "bias"), padding: [1, 1]);

    Tensor Linear(Tensor x, string layer) => x.matmul(Weight(layer).t()) + Of(layer, "bias");

    Tensor Weight(string layer)
    {
        var stored = Of(layer, "weight");
        return stored / (Std * Math.Sqrt(stored.numel() / (double)stored.shape[0]));
    }

    Tensor Of(string layer, string name) => trial.Under(net).GetTensor($"{layer}.{name}");
}
