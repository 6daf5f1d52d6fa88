using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaShift.Bench.Records;

/// <summary>The records' JSON: camelCase, "NaN" and "Infinity" as words, numbers round-trip exactly. See docs/records.md.</summary>
public static class RecordJson
{
    /// <summary>Raised when a reader of the old format would misunderstand the new one.</summary>
    public const int FormatVersion = 2;

    static readonly RecordContext indented = new(Options(indented: true));
    static readonly RecordContext oneLine = new(Options(indented: false));

    public static string Write(RunRecord record) => JsonSerializer.Serialize(record, indented.RunRecord);

    public static string Write(ResultRecord record) => JsonSerializer.Serialize(record, indented.ResultRecord);

    public static string Write(ExperimentRecord record) => JsonSerializer.Serialize(record, indented.ExperimentRecord);

    /// <summary>One line, without its line end.</summary>
    public static string Write(EventRecord record) => JsonSerializer.Serialize(record, oneLine.EventRecord);

    /// <summary>Compact and canonical: the same spec gives the same text, so it can be hashed.</summary>
    public static string Write(RunSpec spec) => JsonSerializer.Serialize(spec, oneLine.RunSpec);

    /// <exception cref="JsonException">Not such a record.</exception>
    public static RunRecord ReadRun(string json) => Known(JsonSerializer.Deserialize(json, indented.RunRecord), r => r.FormatVersion);

    /// <inheritdoc cref="ReadRun"/>
    public static ResultRecord ReadResult(string json) =>
        Known(JsonSerializer.Deserialize(json, indented.ResultRecord), r => r.FormatVersion);

    /// <inheritdoc cref="ReadRun"/>
    public static ExperimentRecord ReadExperiment(string json) =>
        Known(JsonSerializer.Deserialize(json, indented.ExperimentRecord), r => r.FormatVersion);

    /// <inheritdoc cref="ReadRun"/>
    public static EventRecord ReadEvent(string line) =>
        JsonSerializer.Deserialize(line, oneLine.EventRecord) ?? throw new JsonException("An event line is 'null'.");

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="RecordException">The file cannot be read, or is not such a record.</exception>
    internal static T? ReadFile<T>(string path, Func<string, T> read)
        where T : class
    {
        try
        {
            return File.Exists(path) ? read(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RecordException($"{path} is not a readable record: {e.Message}", e);
        }
    }

    static T Known<T>(T? record, Func<T, int> version)
        where T : class
    {
        if (record is null) throw new JsonException($"A {typeof(T).Name} is 'null'.");
        return version(record) == FormatVersion ? record
            : throw new JsonException(
                $"Format version {version(record)} of {typeof(T).Name} is not known here. This version reads {FormatVersion}.");
    }

    static JsonSerializerOptions Options(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters =
        {
            new JsonStringEnumConverter<RunStatus>(JsonNamingPolicy.CamelCase),
            new JsonStringEnumConverter<Better>(JsonNamingPolicy.CamelCase),
        },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = indented,
    };
}

[JsonSerializable(typeof(RunRecord))]
[JsonSerializable(typeof(EventRecord))]
[JsonSerializable(typeof(ResultRecord))]
[JsonSerializable(typeof(ExperimentRecord))]
[JsonSerializable(typeof(RunSpec))]
sealed partial class RecordContext : JsonSerializerContext;
