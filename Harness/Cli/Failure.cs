using AdaShift.Bench.Running;

namespace AdaShift.Bench.Cli;

/// <summary>Ends a verb that threw: what happened in a sentence, and an exit code.</summary>
static class Failure
{
    public static int Report(Exception problem, Terminal terminal)
    {
        foreach (var line in Lines(problem)) terminal.Error.WriteLine($"error: {line}");
        if (terminal.Debug) terminal.Error.WriteLine(problem);
        else if (!IsForUsers(problem)) terminal.Error.WriteLine("This was not expected. ADASHIFT_DEBUG=1 shows where it happened.");
        return problem is UsageException or SelectorException or PlanException ? ExitCode.Usage : ExitCode.Failed;
    }

    static IEnumerable<string> Lines(Exception problem) => problem switch
    {
        PlanException plan => plan.Problems,
        SelectorException selector => selector.Problems,
        _ when IsForUsers(problem) => [problem.Message],
        _ => [Reason.Of(problem)],
    };

    /// <summary>Exceptions whose message is written for the person at the keyboard.</summary>
    static bool IsForUsers(Exception problem) => problem
        is UsageException or SelectorException or PlanException or Records.RecordException or RecordWriteException
        or Datasets.DatasetException or IOException or UnauthorizedAccessException or OperationCanceledException;
}
