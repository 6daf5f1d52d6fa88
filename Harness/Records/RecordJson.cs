using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AdaShift.Bench.Records;

/// <summary>The records' JSON: camelCase, "NaN" and "Infinity" as words, numbers that round-trip exactly. See docs/records.md.</summary>
public static class RecordJson
{
    /// <summary>Raise it if a reader of the old format would misunderstand the new one.</summary>
    public const int FormatVersion = 2;

    static readonly RecordContext indented = new(Options(indented: true));
    static readonly RecordContext oneLine = new(Options(indented: false));

    /// <summary>The same record gives the same text. An event, and a spec to be hashed, is one line; other records are indented.</summary>
    /// <returns>Without a line end.</returns>
    public static string Write<T>(T record) => JsonSerializer.Serialize(record, TypeOf<T>());

    /// <exception cref="JsonException">Not such a record, or one of another format version.</exception>
    public static T Read<T>(string json)
        where T : class
    {
        var record = JsonSerializer.Deserialize(json, TypeOf<T>()) ?? throw new JsonException($"A {typeof(T).Name} is 'null'.");
        var version = record switch
        {
            RunRecord run => run.FormatVersion,
            ResultRecord result => result.FormatVersion,
            ExperimentRecord experiment => experiment.FormatVersion,
            _ => FormatVersion,
        };
        return version == FormatVersion ? record
            : throw new JsonException(
                $"Format version {version} of {typeof(T).Name} is not known here. This version reads {FormatVersion}.");
    }

    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="RecordException">The file cannot be read, or is not such a record.</exception>
    internal static T? ReadFile<T>(string path)
        where T : class
    {
        try
        {
            return File.Exists(path) ? Read<T>(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new RecordException($"{path} is not a readable record: {e.Message}", e);
        }
    }

    static JsonTypeInfo<T> TypeOf<T>()
    {
        var context = typeof(T) == typeof(EventRecord) || typeof(T) == typeof(RunSpec) ? oneLine : indented;
        return (JsonTypeInfo<T>)context.GetTypeInfo(typeof(T))!;
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
[JsonSerializable(typeof(TranslationRecord))]
[JsonSerializable(typeof(RunSpec))]
sealed partial class RecordContext : JsonSerializerContext;
