using System.Reflection;
using System.Runtime.InteropServices;

namespace AdaShift.Bench.Running;

/// <summary>The message of an exception for people. Stack traces belong in the log.</summary>
public static class Reason
{
    const string NativeStack = "\nException raised from ";

    /// <summary>Errors of libtorch, CUDA and the C++ library have no types of their own, only messages.</summary>
    static readonly string[] machineWords = ["out of memory", "CUDA error", "bad_alloc", "allocate memory"];

    /// <returns><c>InvalidOperationException: no gears</c>.</returns>
    public static string Of(Exception problem) => $"{Cause(problem).GetType().Name}: {Message(problem)}";

    /// <summary>The message of the cause, without the C++ stack that libtorch's messages end with.</summary>
    public static string Message(Exception problem)
    {
        var cause = Cause(problem);
        var message = cause.Message.Split(NativeStack)[0];
        return cause is ExternalException || cause != problem ? message.Trim().Split('\n')[0].TrimEnd() : message;
    }

    /// <summary>The machine is at fault (disk, memory, GPU), so trying again may help.</summary>
    internal static bool IsOfTheMachine(Exception problem) => problem switch
    {
        FileNotFoundException or DirectoryNotFoundException or EndOfStreamException => false,
        IOException or UnauthorizedAccessException or OutOfMemoryException => true,
        _ => Array.Exists(machineWords, word => problem.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
            || (problem.InnerException is { } inner && IsOfTheMachine(inner)),
    };

    /// <summary>Skips exceptions that only wrap another.</summary>
    static Exception Cause(Exception problem) =>
        problem is TypeInitializationException or TargetInvocationException or AggregateException && problem.InnerException is { } inner
            ? Cause(inner)
            : problem;
}
