using System.Reflection;
using System.Runtime.InteropServices;

namespace AdaShift.Bench.Running;

/// <summary>What went wrong, in words for people; stack traces are for the log.</summary>
public static class Reason
{
    const string NativeStack = "\nException raised from ";

    /// <returns><c>InvalidOperationException: no gears</c>.</returns>
    public static string Of(Exception problem) => $"{Behind(problem).GetType().Name}: {Message(problem)}";

    /// <summary>The message of the cause, without the C++ stack that libtorch's messages end with.</summary>
    public static string Message(Exception problem)
    {
        var cause = Behind(problem);
        var message = cause.Message.Split(NativeStack)[0];
        return cause is ExternalException || cause != problem ? FirstLine(message) : message;
    }

    /// <summary>These say only what it came through.</summary>
    static Exception Behind(Exception problem) =>
        problem is TypeInitializationException or TargetInvocationException or AggregateException && problem.InnerException is { } inner
            ? Behind(inner)
            : problem;

    static string FirstLine(string text) => text.Trim().Split('\n')[0].TrimEnd();
}
