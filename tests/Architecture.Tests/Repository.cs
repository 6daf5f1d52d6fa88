using System.Reflection;

namespace AdaShift.Bench.Architecture.Tests;

/// <summary>The checkout that these tests were built from, as people keep it: without what is built, fetched or run.</summary>
static class Repository
{
    static readonly HashSet<string> generated = new(StringComparer.Ordinal)
    {
        ".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "__pycache__", "runs", "data", "TestResults",
        "BenchmarkDotNet.Artifacts",
    };

    public static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    /// <summary>Paths from the root, with '/', in ordinal order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Under("").Order(StringComparer.Ordinal)];

    public static IEnumerable<string> FilesEnding(params string[] endings) =>
        Files.Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    static IEnumerable<string> Under(string folder)
    {
        var here = new DirectoryInfo(Path.Combine(Root, folder));
        var files = here.EnumerateFiles().Select(file => folder + file.Name);
        var folders = here.EnumerateDirectories().Where(child => IsKept(folder, child.Name));
        return files.Concat(folders.SelectMany(child => Under($"{folder}{child.Name}/")));
    }

    static bool IsKept(string folder, string name) =>
        !generated.Contains(name) && !generated.Contains(folder + name) && (folder != "reports/" || name is "mnist" or "theory");
}
