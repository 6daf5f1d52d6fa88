using System.Text.Json;

namespace AdaShift.Bench.Zoo.Tests;

static class Golden
{
    static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web);

    public static T Read<T>(string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file)), options)
        ?? throw new JsonException($"{file} is 'null'.");
}
