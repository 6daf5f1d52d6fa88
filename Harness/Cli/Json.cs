using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace AdaShift.Bench.Cli;

/// <summary>JSON output for programs.</summary>
static class Json
{
    static readonly JsonSerializerOptions readable = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NewLine = "\n",
        WriteIndented = true,
    };

    /// <summary>Omits nulls.</summary>
    public static JsonObject Object(params IEnumerable<(string Key, JsonNode? Value)> properties) =>
        new(properties.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, p.Value)));

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static string Write(JsonObject json) => json.ToJsonString(readable);
}
