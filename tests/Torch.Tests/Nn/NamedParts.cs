using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>A module with a component of every kind.</summary>
sealed class NamedParts : Module<Tensor, Tensor>
{
    readonly Parameter scale = Parameter(ones(1));
    readonly Linear first = Linear(3, 2);
    readonly Sequential stack = Sequential(Linear(2, 2), Linear(2, 2, hasBias: false));

    [ComponentName(Name = "count")]
    readonly Tensor _calls = zeros(1);

    public NamedParts() : base("net") => RegisterComponents();

    public Linear Head { get; } = Linear(2, 1);

    public override Tensor forward(Tensor input)
    {
        _calls.add_(1);
        return Head.call(stack.call(first.call(input))) * scale;
    }
}
