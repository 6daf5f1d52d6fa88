namespace AdaShift.Bench.Records;

/// <summary><c>experiment.json</c>: the plan a folder of runs belongs to, so that a report needs nothing else.</summary>
/// <param name="Labels">The optimizers, in the order of the experiment file.</param>
/// <param name="Runs">Folder name of every planned run, with its spec.</param>
/// <param name="Command">What to type to make these records again.</param>
/// <param name="Notes">What a reader of the report should know; shown under the experiment's heading.</param>
/// <param name="PaperLength">How long the profile "paper" trains; null if the file has no such profile.</param>
public sealed record ExperimentRecord(
    int FormatVersion,
    string Name,
    string? Title,
    string? Source,
    string Profile,
    IReadOnlyList<string> Labels,
    IReadOnlyDictionary<string, RunSpec> Runs,
    IReadOnlyList<Claim> Claims,
    IReadOnlyList<string> Charts,
    string Command,
    string? Notes = null,
    RunLength? PaperLength = null)
{
    public const string FileName = "experiment.json";
}

/// <summary>A sentence of the source turned into a test on the records.</summary>
/// <param name="Says">The sentence, as the report shows it.</param>
/// <param name="Metric">Which recorded metric it is about.</param>
/// <param name="Holds">A <see cref="ClaimExpression"/>: <c>max-AdaShift &lt; SGD, Adam</c>.</param>
/// <param name="At">A <see cref="ClaimMoment"/>: end (default), best, step N or epoch N.</param>
/// <param name="Margin">For <c>~</c>: the largest difference that counts as equal, in the metric's unit.</param>
public sealed record Claim(string Says, string Metric, string Holds, string At = "end", double? Margin = null);
