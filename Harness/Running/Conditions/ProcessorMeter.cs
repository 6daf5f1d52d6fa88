using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>Processor seconds of this process by Linux's scheduler, thread by thread.</summary>
/// <remarks>
/// What a thread used and waited is gone when it ends, so the meter is to be read now and then: what it last saw of a thread counts.
/// </remarks>
/// <param name="tasks">
/// A folder for each thread, with its <c>schedstat</c>: nanoseconds run, nanoseconds waited on a run queue, time slices.
/// </param>
sealed class ProcessorMeter(string tasks = "/proc/self/task")
{
    readonly Dictionary<string, ProcessorSeconds> living = new(StringComparer.Ordinal);
    ProcessorSeconds ended = ProcessorSeconds.Zero;

    /// <returns>Since the process began; null where the system does not count.</returns>
    public ProcessorSeconds? Read()
    {
        if (!Directory.Exists(tasks)) return null;
        foreach (var thread in Directory.EnumerateDirectories(tasks))
            if (TryRead(Path.Combine(thread, "schedstat")) is { } seconds) Note(Path.GetFileName(thread), seconds);
        return living.Count == 0 ? null : living.Values.Aggregate(ended, (sum, seconds) => sum + seconds);
    }

    /// <summary>Less than before means that a new thread got an old one's number.</summary>
    void Note(string thread, ProcessorSeconds seconds)
    {
        if (living.TryGetValue(thread, out var before) && seconds.Used < before.Used) ended += before;
        living[thread] = seconds;
    }

    static ProcessorSeconds? TryRead(string file)
    {
        try
        {
            return File.ReadAllText(file).Split(' ') is [var ran, var waited, ..] ? new(Seconds(ran), Seconds(waited)) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException)
        {
            return null; // the thread has just ended, or the kernel does not count
        }
    }

    static double Seconds(string nanoseconds) => long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 1e9;
}
