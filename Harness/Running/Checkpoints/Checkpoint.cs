using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaShift.Bench.Running;

/// <summary>Everything in a checkpoint except its tensors.</summary>
/// <param name="Values">Numbers and words of the snapshot: data position, step counts, sums of the step log.</param>
/// <param name="EventsLength">Bytes of events.jsonl at that moment.</param>
/// <param name="Processor">Null where the system does not count it.</param>
sealed record Checkpoint(
    long Step,
    IReadOnlyDictionary<string, string> Values,
    long EventsLength,
    PhaseSeconds Seconds,
    int Resumptions,
    ProcessorSeconds? Processor)
{
    public string Write() => JsonSerializer.Serialize(this, CheckpointJson.Default.Checkpoint);

    /// <exception cref="InvalidDataException">The text is not a checkpoint's.</exception>
    public static Checkpoint Read(string? json)
    {
        try
        {
            return JsonSerializer.Deserialize(json ?? "null", CheckpointJson.Default.Checkpoint)
                ?? throw new InvalidDataException("it has no checkpoint in its metadata");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"its metadata is not a checkpoint's: {e.Message}", e);
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Checkpoint))]
sealed partial class CheckpointJson : JsonSerializerContext;
