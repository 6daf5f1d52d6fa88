using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AdaShift.Bench.Records.Tests;

/// <summary>docs/records.md names every key that the records have, and its examples can be read.</summary>
public sealed class RecordsPageTests
{
    static readonly string page = File.ReadAllText(Path.Combine(FolderOfThisFile(), "..", "..", "docs", "records.md"));

    static readonly Dictionary<string, Type> records =
        new[] { typeof(ExperimentRecord), typeof(RunRecord), typeof(EventRecord), typeof(ResultRecord) }
            .SelectMany(WithParts).Distinct().ToDictionary(type => type.Name, StringComparer.Ordinal);

    public static TheoryData<string> Types => [.. records.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void Every_key_of_a_record_is_on_the_page(string type) => Words(records[type]).Where(word => !IsCode(word)).ShouldBeEmpty();

    [Fact]
    public void Every_kind_of_event_is_on_the_page()
    {
        string[] kinds = [EventRecord.Started, EventRecord.Evaluated, EventRecord.Resumed, EventRecord.Diverged, EventRecord.Finished];
        kinds.Where(kind => !IsCode(kind)).ShouldBeEmpty();
    }

    [Fact]
    public void The_examples_can_be_read()
    {
        RecordJson.Read<ExperimentRecord>(Example(ExperimentRecord.FileName)).Runs.Values.ShouldAllBe(run => run.Label == "Adam");
        RecordJson.Read<RunRecord>(Example(RunRecord.FileName)).Workload.UsesSeed.ShouldBeTrue();
        RecordJson.Read<EventRecord>(Example(EventRecord.FileName)).Kind.ShouldBe(EventRecord.Evaluated);
        RecordJson.Read<ResultRecord>(Example(ResultRecord.FileName)).Processor.ShouldNotBeNull();
    }

    /// <summary>The first block of JSON below the file's heading.</summary>
    static string Example(string file)
    {
        page.ShouldContain($"\n## {file}\n");
        return page.Split($"\n## {file}\n")[1].Split("```json\n")[1].Split("```")[0];
    }

    static bool IsCode(string word) => page.Contains($"`{word}`", StringComparison.Ordinal);

    /// <summary>As they are written: keys, or the words of an enumeration.</summary>
    static IEnumerable<string> Words(Type type)
    {
        var names = type.IsEnum ? Enum.GetNames(type) : Written(type).Select(property => property.Name);
        return names.Select(JsonNamingPolicy.CamelCase.ConvertName);
    }

    /// <summary>What is computed has no setter, and is not written.</summary>
    static IEnumerable<PropertyInfo> Written(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite);

    /// <summary>The type, and the types of the contract that its properties are made of.</summary>
    static IEnumerable<Type> WithParts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(WithParts)
        : type.Assembly != typeof(RunRecord).Assembly ? []
        : type.IsEnum ? [type]
        : Written(type).SelectMany(property => WithParts(property.PropertyType)).Prepend(type);

    static string FolderOfThisFile([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
