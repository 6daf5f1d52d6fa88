namespace AdaShift.Bench.Contracts;

/// <summary>How a <see cref="RuleOptimizer"/> took its latest step.</summary>
public enum StepPath
{
    /// <summary>It has not taken any.</summary>
    None,

    /// <summary>Op by op.</summary>
    Eager,

    /// <summary>In one native call for all parameters.</summary>
    Fused,
}
