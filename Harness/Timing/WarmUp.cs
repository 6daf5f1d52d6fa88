namespace AdaShift.Bench.Timing;

/// <summary>When a process counts as warm: after 20 steps and 3 seconds, when caches, allocators and the JIT have settled.</summary>
public static class WarmUp
{
    public const long Steps = 20;

    public const double Seconds = 3;

    /// <param name="steps">Training steps of this process.</param>
    /// <param name="seconds">Algorithm seconds of this process.</param>
    public static bool IsOver(long steps, double seconds) => steps >= Steps && seconds >= Seconds;
}
