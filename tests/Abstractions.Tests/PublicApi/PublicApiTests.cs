using System.Reflection;
using System.Runtime.CompilerServices;

namespace AdaShift.Bench.Abstractions.Tests.PublicApi;

/// <summary>What plug-ins are built upon, written down: a change shows in the diff of a text file.</summary>
/// <remarks>After an intended change, run the tests with UPDATE_SNAPSHOTS=1.</remarks>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("AdaShift.Bench.Abstractions")]
    [InlineData("AdaShift.Bench.Optim")]
    [InlineData("AdaShift.Bench.Zoo")]
    public void The_public_api_is_the_one_written_down(string assembly)
    {
        var actual = ApiText.Of(Assembly.Load(assembly));
        var path = Path.Combine(FolderOfThisFile(), $"{assembly}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, actual);
        Differences(File.Exists(path) ? File.ReadAllText(path) : "", actual)
            .ShouldBeEmpty($"{assembly} changed. If that is meant, run these tests with UPDATE_SNAPSHOTS=1 and commit the text file.");
    }

    static string[] Differences(string expected, string actual)
    {
        var (before, after) = (Lines(expected), Lines(actual));
        return [.. before.Except(after).Select(l => $"- {l}"), .. after.Except(before).Select(l => $"+ {l}")];
    }

    static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    static string FolderOfThisFile([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
