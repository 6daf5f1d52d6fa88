namespace AdaShift.Bench.Timing;

/// <summary>When a process counts as warm: caches, allocators and the JIT have settled after 20 steps that took 3 seconds in all.</summary>
/// <remarks>A fixed rule marks records of ordinary runs. Measuring steps against each other waits until the times are steady too.</remarks>
public static class WarmUp
{
    public const long Steps = 20;

    public const double Seconds = 3;

    /// <param name="steps">Training steps of this process.</param>
    /// <param name="seconds">Algorithm seconds of this process.</param>
    public static bool IsOver(long steps, double seconds) => steps >= Steps && seconds >= Seconds;
}
