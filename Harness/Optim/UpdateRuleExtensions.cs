using TorchSharp.Modules;

namespace AdaShift.Bench.Optim;

/// <summary>Turns a rule into an optimizer.</summary>
public static class UpdateRuleExtensions
{
    /// <summary>A plain TorchSharp optimizer over these parameters: step, zero_grad, state_dict. Of use outside the harness too.</summary>
    /// <remarks>
    /// Saved state is matched by name, here by position: "0", "1", …. Prefer <c>For(model.named_parameters())</c>, so that a state saved
    /// before a layer was added is refused instead of loaded into another layer.
    /// </remarks>
    /// <exception cref="ArgumentException">Hyper-parameters out of range, no parameters, or one of them twice.</exception>
    public static RuleOptimizer For(this UpdateRule rule, IEnumerable<Parameter> parameters) =>
        new(rule, parameters.Select((p, i) => (FormattableString.Invariant($"{i}"), p)));

    /// <summary>A plain TorchSharp optimizer over these parameters; saved state is matched by their names.</summary>
    /// <inheritdoc cref="For(UpdateRule, IEnumerable{Parameter})" path="/exception"/>
    public static RuleOptimizer For(this UpdateRule rule, IEnumerable<(string name, Parameter parameter)> parameters) =>
        new(rule, parameters);
}
