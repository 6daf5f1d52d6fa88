namespace AdaShift.Bench.Records;

/// <summary>What a worker asked of the machine's processors from its first step on, all its threads and all its pieces together.</summary>
/// <param name="Used">Seconds that its threads ran.</param>
/// <param name="Waited">Seconds that its threads could have run and waited for a processor: other work was on it.</param>
public sealed record ProcessorSeconds(double Used, double Waited)
{
    public static ProcessorSeconds Zero { get; } = new(0, 0);

    /// <summary>In (0, 1]: 1 on a machine of its own. Sleeping and waiting for a disk are not asking for a processor.</summary>
    public double Share => Used + Waited > 0 ? Used / (Used + Waited) : 1;

    public static ProcessorSeconds operator +(ProcessorSeconds a, ProcessorSeconds b) => new(a.Used + b.Used, a.Waited + b.Waited);

    public static ProcessorSeconds operator -(ProcessorSeconds a, ProcessorSeconds b) => new(a.Used - b.Used, a.Waited - b.Waited);
}
