using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Reporting.Output;

/// <summary>
/// The folder of a report. <c>report.sha256</c> lists the files written, in the format of <c>sha256sum</c>: the next report knows which of
/// them to remove, and anybody can check a published report with <c>sha256sum -c</c>.
/// </summary>
sealed class OutputFolder(string folder)
{
    public const string ListFileName = "report.sha256";

    readonly SortedDictionary<string, string> written = new(StringComparer.Ordinal); // relative path → SHA-256

    /// <param name="name">Relative, with '/'.</param>
    /// <returns>The full path.</returns>
    public string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    /// <inheritdoc cref="Write(string, string)"/>
    public string Write(string name, byte[] content)
    {
        written[name] = Sum(content);
        return Replace(name, content);
    }

    /// <summary>Removes what an earlier report wrote and this one did not, then lists the files of this one.</summary>
    public void Complete()
    {
        foreach (var (name, sum) in Listed())
            if (!written.ContainsKey(name)) Remove(name, sum);
        var list = string.Concat(written.Select(file => $"{file.Value}  {file.Key}\n"));
        Replace(ListFileName, Encoding.UTF8.GetBytes(list));
    }

    /// <summary>What the earlier report wrote; nothing without its list, because the files may be the user's.</summary>
    IEnumerable<(string Name, string Sum)> Listed() => !File.Exists(FullPath(ListFileName)) ? [] :
        File.ReadAllLines(FullPath(ListFileName))
            .Select(line => line.Split("  ", 2))
            .Where(parts => parts.Length == 2 && IsOfReport(parts[1]))
            .Select(parts => (parts[1], parts[0]))
            .ToList();

    /// <summary>A list may come from anywhere, so only names that reports write are accepted.</summary>
    static bool IsOfReport(string name) => name == "report.html" || name.Split('/') switch
    {
        ["charts", var file] => file.EndsWith(".svg", StringComparison.Ordinal),
        ["pictures", var file] => file.EndsWith(".svg", StringComparison.Ordinal) || file.EndsWith(".png", StringComparison.Ordinal),
        ["data", var file] => file.EndsWith(".csv", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>A file that has changed since belongs to whoever changed it, and is kept.</summary>
    void Remove(string name, string sum)
    {
        var file = FullPath(name);
        if (!File.Exists(file) || Sum(File.ReadAllBytes(file)) != sum) return;
        File.Delete(file);
        var parent = Path.GetDirectoryName(file)!;
        if (parent != FullPath("") && !Directory.EnumerateFileSystemEntries(parent).Any()) Directory.Delete(parent);
    }

    string Replace(string name, byte[] content)
    {
        var file = FullPath(name);
        RecordWriteException.Guard(file, () => Directory.CreateDirectory(Path.GetDirectoryName(file)!));
        AtomicFile.Bytes(file, content);
        return file;
    }

    string FullPath(string name) => Path.GetFullPath(Path.Combine(folder, name));

    static string Sum(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
