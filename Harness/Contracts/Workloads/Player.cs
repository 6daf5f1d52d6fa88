using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Contracts;

/// <summary>A module that is trained by an optimizer of its own. Most workloads have one; a GAN has two.</summary>
public sealed class Player
{
    public const string DefaultName = "model";

    IPlayerOptimizer? optimizer;

    internal Player(string name, Module module)
    {
        (Name, Module) = (name, module);
        Parameters = [.. module.named_parameters()];
    }

    public string Name { get; }

    public Module Module { get; }

    public IReadOnlyList<(string name, Parameter parameter)> Parameters { get; }

    /// <summary>Forgets the gradients of the last step.</summary>
    public void ZeroGrad() => Optimizer.ZeroGrad();

    /// <summary>Clips, steps and lets the probes see it, as the run says. Counts as optimizer time.</summary>
    public void Step() => Optimizer.Step();

    /// <summary>The rule behind it, for workloads that look into the rule itself.</summary>
    public UpdateRule Rule => Optimizer.Rule ??
        throw new InvalidOperationException($"What runs the player '{Name}' does not say which rule it has.");

    /// <summary>
    /// As many steps as there are gradients, when those are known beforehand, as with linear losses. The same steps as one by one; where
    /// the rule allows it, millions a second.
    /// </summary>
    /// <param name="gradients">[K, N], for a player whose only parameter is [N].</param>
    /// <param name="low">The parameter is projected into [low, high] after each step.</param>
    /// <param name="high">See <paramref name="low"/>.</param>
    /// <returns>[K, N]: the parameter after each step.</returns>
    public Tensor Advance(Tensor gradients, double low = double.NegativeInfinity, double high = double.PositiveInfinity)
    {
        if (Parameters.Count != 1 || Parameters[0].parameter.dim() != 1)
            throw new InvalidOperationException(
                $"The player '{Name}' cannot advance many steps at once: that takes one parameter of shape [N].");
        using var unrecorded = no_grad();
        return Optimizer.TryAdvance(gradients, low, high) ?? OneByOne(Parameters[0].parameter, gradients, low, high);
    }

    /// <summary>The runner's part: gives the player its optimizer.</summary>
    public void Attach(IPlayerOptimizer value) => optimizer = value;

    public IPlayerOptimizer Optimizer => optimizer ??
        throw new InvalidOperationException(
            $"The player '{Name}' has no optimizer yet: the runner attaches it after Open and before the first step.");

    Tensor OneByOne(Parameter theta, Tensor gradients, double low, double high)
    {
        var thetas = empty_like(gradients);
        for (long t = 0; t < gradients.shape[0]; t++)
        {
            using var scope = NewDisposeScope();
            theta.grad = gradients[t].clone();
            Step();
            if (double.IsFinite(low) || double.IsFinite(high)) theta.clamp_(low, high);
            thetas[t].copy_(theta);
        }

        ZeroGrad();
        return thetas;
    }
}

/// <summary>What a run puts behind a player: the rule with its schedule, clipping, probes and clock.</summary>
public interface IPlayerOptimizer
{
    void ZeroGrad();

    void Step();

    /// <summary>Null where nobody says.</summary>
    UpdateRule? Rule => null;

    /// <summary><see cref="Player.Advance"/> in one go; null when that cannot be, and nothing has happened then.</summary>
    Tensor? TryAdvance(Tensor gradients, double low, double high) => null;
}
