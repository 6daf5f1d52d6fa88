namespace AdaShift.Bench.Zoo;

/// <summary>φ: what <see cref="Adashift"/> makes of the squared gradients of one block.</summary>
public enum Phi
{
    /// <summary>The largest: one number a block. The paper's default, "max-AdaShift".</summary>
    Max,

    /// <summary>Their mean: one number a block.</summary>
    Mean,

    /// <summary>Each for itself: v is element-wise. The paper's "non-AdaShift" and "temporal-only".</summary>
    None,
}

/// <summary>Over what <see cref="Phi"/> is taken.</summary>
public enum AdashiftBlock
{
    /// <summary>One parameter tensor: a layer's weight, a layer's bias.</summary>
    Parameter,

    /// <summary>One number: φ has nothing to choose from.</summary>
    Element,

    /// <summary>The whole model: one v for all parameters.</summary>
    Global,
}

/// <summary>How <see cref="Adashift"/>'s v follows φ(g²).</summary>
public enum AdashiftV
{
    /// <summary>v ← β2 v + (1−β2) φ(g²), bias-corrected: the paper.</summary>
    Ema,

    /// <summary>v ← max(β2 v, φ(g²)), without bias correction: the authors' later code.</summary>
    RunningMax,
}
