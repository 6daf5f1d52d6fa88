namespace AdaShift.Bench;

/// <summary>A target on a metric. Targets belong to the workload, never to the optimizer.</summary>
public sealed record Goal(string Metric, Better Better, double Target)
{
    public static Goal AtLeast(string metric, double target) => new(metric, Better.Higher, target);

    public static Goal AtMost(string metric, double target) => new(metric, Better.Lower, target);

    public bool IsReachedBy(double value) => Better == Better.Higher ? value >= Target : value <= Target;
}

/// <summary>Which direction of a metric is better.</summary>
public enum Better
{
    Lower,
    Higher,
}
