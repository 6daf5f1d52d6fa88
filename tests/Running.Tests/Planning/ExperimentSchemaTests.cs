using System.Text.Json;

namespace AdaShift.Bench.Running.Tests;

/// <summary>The schema that editors use names exactly the keys that the reader accepts.</summary>
public sealed class ExperimentSchemaTests
{
    static readonly JsonElement schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "experiment.schema.json"))).RootElement;

    public static TheoryData<string> Mappings => ["", "optimizer", "profile", "length", "claim"];

    [Theory]
    [MemberData(nameof(Mappings))]
    public void Names_the_keys_of_the_reader(string definition)
    {
        var part = definition.Length == 0 ? schema : schema.GetProperty("$defs").GetProperty(definition);

        var properties = part.GetProperty("properties").EnumerateObject().Select(p => p.Name);
        var required = part.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(r => r.GetString()!) : [];

        properties.ShouldBe(KeysOf(definition).All, ignoreOrder: true);
        required.ShouldBe(KeysOf(definition).Required, ignoreOrder: true);
        part.GetProperty("additionalProperties").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Names_the_profiles() =>
        schema.GetProperty("properties").GetProperty("profiles").GetProperty("properties").EnumerateObject().Select(p => p.Name)
            .ShouldBe(ExperimentProfile.Names);

    [Fact]
    public void Every_mapping_is_compared() =>
        schema.GetProperty("$defs").EnumerateObject().Where(d => d.Value.TryGetProperty("properties", out _)).Select(d => d.Name)
            .ShouldBe(Mappings.Select(m => m.Data).Where(m => m.Length > 0), ignoreOrder: true);

    static YamlKeys KeysOf(string definition) => definition switch
    {
        "optimizer" => ExperimentFile.OptimizerKeys,
        "profile" => ExperimentFile.ProfileKeys,
        "length" => ExperimentFile.LengthKeys,
        "claim" => ExperimentFile.ClaimKeys,
        _ => ExperimentFile.Keys,
    };
}
