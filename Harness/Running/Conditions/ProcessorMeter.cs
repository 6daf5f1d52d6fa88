using System.Globalization;

namespace AdaShift.Bench.Running;

/// <summary>The processor time of this process according to Linux's scheduler, thread by thread.</summary>
/// <remarks>The times of a thread are lost when it ends, so read the meter regularly: the last reading of each thread counts.</remarks>
/// <param name="tasks">
/// A folder for each thread, with its <c>schedstat</c>: nanoseconds run, nanoseconds waited on a run queue, time slices.
/// </param>
sealed class ProcessorMeter(string tasks = "/proc/self/task")
{
    readonly Dictionary<string, ProcessorSeconds> living = new(StringComparer.Ordinal);
    ProcessorSeconds ended;

    /// <returns>Since the process began; null if the system does not count them.</returns>
    public ProcessorSeconds? Read()
    {
        if (!Directory.Exists(tasks)) return null;
        foreach (var thread in Directory.EnumerateDirectories(tasks))
            if (TryRead(Path.Combine(thread, "schedstat")) is { } seconds) Note(Path.GetFileName(thread), seconds);
        return living.Count == 0 ? null : living.Values.Aggregate(ended, (sum, seconds) => sum + seconds);
    }

    /// <summary>Less time than before means that a new thread has an old one's number.</summary>
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
