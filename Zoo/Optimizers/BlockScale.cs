using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo;

/// <summary>v of one block of <see cref="Adashift"/>.</summary>
public sealed record BlockScale : RuleState
{
    /// <summary>0-dimensional, or shaped like θ when φ = none; null before the first update.</summary>
    public Tensor? V { get; set; }

    /// <summary>How often v was updated: p = β2 to this power.</summary>
    public long Updates { get; set; }

    /// <summary>
    /// With a mask: p by element, shaped like <see cref="V"/>; 1 where v is still 0, otherwise β2 to the number of updates since.
    /// </summary>
    public Tensor? Powers { get; set; }

    /// <summary>v ← β2 v + (1−β2) φ(g²), or max(β2 v, φ(g²)).</summary>
    /// <param name="spatial">φ(g²), shaped like v.</param>
    internal void Follow(Tensor spatial, Adashift rule)
    {
        Updates++;
        V ??= zeros_like(spatial);
        if (rule.V == AdashiftV.Ema) V.Follow(spatial, rule.Beta2);
        else V = maximum(V * rule.Beta2, spatial);
        if (rule.Mask) Wake(rule.Beta2);
    }

    /// <summary>m / (√(v / (1−p)) + ε), shaped like m; 0 for what the mask holds back.</summary>
    internal Tensor Divide(Tensor mean, Adashift rule)
    {
        var root = rule.V == AdashiftV.Ema ? Corrected(rule.Beta2).sqrt_() : V!.sqrt();
        var direction = Quotient.Of(mean, root.add_(rule.Eps), rule.Eps);
        return Powers is null ? direction : direction.masked_fill_(Powers.eq(1), 0);
    }

    /// <summary>v / (1−p).</summary>
    Tensor Corrected(double beta2) => Powers is null ? V!.div(Ema.Seen(beta2, Updates)) : V! / (1 - Powers);

    /// <summary>p ← β2 p where v has been above 0; elsewhere p stays 1.</summary>
    void Wake(double beta2)
    {
        Powers ??= ones_like(V!);
        var awake = V!.gt(0).logical_or(Powers.lt(1)); // once awake always awake, even when v decays to 0
        Powers = where(awake, Powers * beta2, Powers);
    }
}
