using System.Text.Json;
using System.Text.Json.Serialization;

namespace AdaShift.Bench.Running;

/// <summary>What a worker tells its parent: a line of JSON on its standard output.</summary>
/// <param name="StepsPerSecond">With progress.</param>
/// <param name="Evaluation">With an evaluation.</param>
/// <param name="Text">With a note or a failure.</param>
public sealed record WorkerMessage(
    WorkerMessageKind Kind, long Step = 0, long TotalSteps = 0, double StepsPerSecond = 0, EventRecord? Evaluation = null,
    string? Text = null)
{
    /// <summary>One line, without its end.</summary>
    internal string Write() => JsonSerializer.Serialize(this, WorkerMessageJson.Default.WorkerMessage);

    /// <returns>Null if the line is not a message: native code may print anything.</returns>
    internal static WorkerMessage? TryRead(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize(line, WorkerMessageJson.Default.WorkerMessage) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

public enum WorkerMessageKind
{
    Progress,
    Evaluation,
    Note,
    Failed,
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(WorkerMessage))]
sealed partial class WorkerMessageJson : JsonSerializerContext;
