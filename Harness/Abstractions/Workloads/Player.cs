using TorchSharp.Modules;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench;

/// <summary>A module that is trained by an optimizer of its own. Most workloads have one; a GAN has two.</summary>
public sealed class Player
{
    public const string DefaultName = "model";

    IPlayerOptimizer? optimizer;

    internal Player(string name, Module module)
    {
        (Name, Module) = (name, module);
        Parameters = [.. module.named_parameters()];
        Unregistered.Refuse(module);
    }

    public string Name { get; }

    public Module Module { get; }

    public IReadOnlyList<(string name, Parameter parameter)> Parameters { get; }

    /// <summary>Forgets the gradients of the last step.</summary>
    public void ZeroGrad() => Optimizer.ZeroGrad();

    /// <summary>Clips, steps and lets the probes see it, as the run says. Counts as optimizer time.</summary>
    public void Step() => Optimizer.Step();

    /// <summary>The runner's part: gives the player its optimizer.</summary>
    public void Attach(IPlayerOptimizer value) => optimizer = value;

    public IPlayerOptimizer Optimizer => optimizer ??
        throw new InvalidOperationException(
            $"The player '{Name}' has no optimizer yet: the runner attaches it after Open and before the first step.");
}

/// <summary>What a run puts behind a player: the rule with its schedule, clipping, probes and clock.</summary>
public interface IPlayerOptimizer
{
    void ZeroGrad();

    void Step();
}
