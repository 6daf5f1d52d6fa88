
namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>How much of the processor time that an arm's runs asked for they got.</summary>
static class ProcessorShare
{
    /// <returns>In (0, 1]; null when no completed run recorded it.</returns>
    public static double? Of(Arm arm)
    {
        var completed = arm.Runs.Where(r => r.Status == RunState.Completed);
        var seconds = completed.Select(r => r.Recorded.Result?.Processor).OfType<ProcessorSeconds>().ToList();
        return seconds.Count == 0 ? null : seconds.Aggregate((a, b) => a + b).Share;
    }
}
