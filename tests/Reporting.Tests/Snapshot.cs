using System.Reflection;

namespace AdaShift.Bench.Reporting.Tests;

/// <summary>
/// Compares a text with a file of the repository. UPDATE_SNAPSHOTS=1 rewrites the file: then read its diff before committing.
/// </summary>
static class Snapshot
{
    static readonly string folder = typeof(Snapshot).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "SnapshotFolder").Value!;

    public static void ShouldMatch(string actual, string name)
    {
        var file = Path.Combine(folder, name);
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(file, actual);
            return;
        }
        File.Exists(file).ShouldBeTrue($"There is no snapshot {file}. Run the test once with UPDATE_SNAPSHOTS=1.");
        actual.ShouldBe(File.ReadAllText(file), $"{name} changed. When the change is wanted: UPDATE_SNAPSHOTS=1, and read the diff.");
    }
}
