using System.Text.RegularExpressions;

namespace AdaShift.Bench.Torch;

/// <summary>What NVIDIA's kernel driver says of itself under /proc.</summary>
public static partial class NvidiaDriver
{
    const string Root = "/proc/driver/nvidia";

    /// <summary>"535.104.05"; null without a driver.</summary>
    public static string? Version() => ReadOrNull(Path.Combine(Root, "version")) is { } text ? ParseVersion(text) : null;

    /// <summary>The model of the first card; null without one.</summary>
    public static string? Model()
    {
        var cards = Path.Combine(Root, "gpus");
        if (!Directory.Exists(cards))
            return null;
        return Directory.EnumerateDirectories(cards).Order(StringComparer.Ordinal)
            .Select(card => ReadOrNull(Path.Combine(card, "information")))
            .Select(text => text is null ? null : ParseModel(text))
            .FirstOrDefault(model => model is not null);
    }

    public static string? ParseVersion(string text) => First(VersionPattern().Match(text));

    public static string? ParseModel(string text) => First(ModelPattern().Match(text));

    static string? First(Match match) => match.Success ? match.Groups["found"].Value.Trim() : null;

    static string? ReadOrNull(string path) => File.Exists(path) ? File.ReadAllText(path) : null;

    [GeneratedRegex(@"Kernel Module\b.*?\s(?<found>\d+\.[\d.]+)", RegexOptions.None, 1000)]
    private static partial Regex VersionPattern();

    [GeneratedRegex(@"^Model:\s*(?<found>.+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex ModelPattern();
}
