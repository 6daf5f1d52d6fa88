using System.Text.Json.Serialization;

namespace AdaShift.Bench.Records;

/// <summary>Processor time of a worker from its first step on, over all its threads and all pieces of a resumed run.</summary>
/// <param name="Used">Seconds that its threads ran.</param>
/// <param name="Waited">Seconds that its threads were ready to run but waited for a processor.</param>
[method: JsonConstructor]
public readonly record struct ProcessorSeconds(double Used, double Waited)
{
    /// <summary>In (0, 1]: 1 on an idle machine. Sleeping and waiting for a disk count as neither used nor waited.</summary>
    public double Share => Used + Waited > 0 ? Used / (Used + Waited) : 1;

    public static ProcessorSeconds operator +(ProcessorSeconds a, ProcessorSeconds b) => new(a.Used + b.Used, a.Waited + b.Waited);

    public static ProcessorSeconds operator -(ProcessorSeconds a, ProcessorSeconds b) => new(a.Used - b.Used, a.Waited - b.Waited);
}
