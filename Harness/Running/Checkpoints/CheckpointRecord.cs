using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaShift.Bench.Running;

/// <summary>
/// <c>checkpoints/step-NNN.json</c>: everything in a checkpoint except its tensors, and the checksums that prove both files whole.
/// </summary>
/// <param name="TensorsSha256">The safetensors file's.</param>
/// <param name="Values">Numbers and words of the snapshot: data position, step counts, sums of the step log.</param>
/// <param name="EventsLength">Bytes of events.jsonl at that moment.</param>
/// <param name="Processor">Null where the system does not count it.</param>
/// <param name="Sha256">This record's, computed with an empty string here.</param>
sealed record CheckpointRecord(
    int FormatVersion,
    long Step,
    string TensorsSha256,
    IReadOnlyDictionary<string, string> Values,
    long EventsLength,
    PhaseSeconds Seconds,
    int Resumptions,
    ProcessorSeconds? Processor,
    string Sha256 = "")
{
    public string Write() => JsonSerializer.Serialize(this with { Sha256 = Sum() }, CheckpointJson.Default.CheckpointRecord);

    /// <exception cref="InvalidDataException">Not such a record, or altered.</exception>
    public static CheckpointRecord Read(string json)
    {
        CheckpointRecord? record;
        try
        {
            record = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointRecord);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"it is not a checkpoint record: {e.Message}", e);
        }
        if (record is null) throw new InvalidDataException("it is not a checkpoint record: 'null'");
        if (record.FormatVersion != RecordJson.FormatVersion)
            throw new InvalidDataException($"it has format version {record.FormatVersion}; this version reads {RecordJson.FormatVersion}");
        return record.Sha256 == record.Sum() ? record : throw new InvalidDataException("its checksum does not match: the file was altered");
    }

    string Sum() => Convert.ToHexStringLower(SHA256.HashData(
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(this with { Sha256 = "" }, CheckpointJson.Default.CheckpointRecord))));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(CheckpointRecord))]
sealed partial class CheckpointJson : JsonSerializerContext;
