using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Tests.Gans;

/// <summary>A critic from a formula; it remembers the batches that it was asked about.</summary>
sealed class FunctionCritic(Func<Tensor, Tensor> f) : Module<Tensor, Tensor>(nameof(FunctionCritic))
{
    public List<Tensor> Batches { get; } = [];

    public override Tensor forward(Tensor input)
    {
        Batches.Add(input.detach().clone());
        return f(input);
    }
}
