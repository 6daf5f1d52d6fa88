using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using AdaShift.Bench.Datasets;

namespace AdaShift.Bench.Cli.Doctor;

enum State
{
    Fine,

    /// <summary>Works, but slower or with less than it could.</summary>
    Warning,

    /// <summary>Something that a verb needs is not there.</summary>
    Missing,
}

/// <param name="Advice">What to type or to install; null when there is nothing to do.</param>
sealed record Finding(string What, State State, string Found, string? Advice = null)
{
    public static Finding Fine(string what, string found) => new(what, State.Fine, found);
}

/// <summary>Everything that was looked at.</summary>
sealed record Examination(IReadOnlyList<Finding> Findings)
{
    public bool Healthy => Findings.All(finding => finding.State != State.Missing);

    /// <param name="output">The folder that records will go to; it need not exist.</param>
    public static Examination Of(string output, DatasetCatalog datasets) => new(
    [
        .. EngineFindings.All(),
        .. ProgramFindings.All(),
        .. DataFindings.All(datasets),
        DiskFinding.Of(output),
    ]);

    public string ToJson() => JsonSerializer.Serialize(this, ExaminationContext.Readable.Examination);
}

[JsonSerializable(typeof(Examination))]
sealed partial class ExaminationContext : JsonSerializerContext
{
    public static ExaminationContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<State>(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    });
}
