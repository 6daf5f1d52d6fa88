using AdaShift.Bench.Datasets;
using AdaShift.Bench.Running;
using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Cli;

/// <summary>The command is not valid; the message names the value, what is allowed and the nearest match.</summary>
sealed class UsageException(string message) : Exception(message);

/// <summary>Reports an exception as a sentence and an exit code.</summary>
static class Failure
{
    public static int Report(Exception problem, Terminal terminal)
    {
        foreach (var line in Lines(problem)) terminal.Error.WriteLine($"error: {line}");
        if (terminal.Debug) terminal.Error.WriteLine(problem);
        else if (!IsForUsers(problem)) terminal.Error.WriteLine("This was unexpected. ADASHIFT_DEBUG=1 shows where it happened.");
        return IsUsage(problem) ? ExitCode.Usage : ExitCode.Failed;
    }

    static IEnumerable<string> Lines(Exception problem) => problem switch
    {
        PlanException plan => plan.Problems,
        SelectorException selector => selector.Problems,
        _ when IsForUsers(problem) => [problem.Message],
        _ => [Reason.Of(problem)],
    };

    static bool IsUsage(Exception problem) =>
        problem is UsageException or SelectorException or PlanException or UnknownDatasetException;

    /// <summary>Exceptions whose message is written for the person at the keyboard.</summary>
    static bool IsForUsers(Exception problem) => IsUsage(problem) || problem
        is RecordException or RecordWriteException or DatasetException or ScoringException or IOException
        or UnauthorizedAccessException or OperationCanceledException;
}
