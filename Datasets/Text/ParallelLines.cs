using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Sentences and their translations, at the same index.</summary>
public sealed record ParallelLines(IReadOnlyList<string> Source, IReadOnlyList<string> Target)
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public int Count => Source.Count;

    /// <summary>The other direction.</summary>
    public ParallelLines Reversed => new(Target, Source);

    /// <summary>Reads two files, one sentence per line; pairs with a line that is empty or not UTF-8 are left out and counted.</summary>
    /// <exception cref="InvalidDataException">The files have different numbers of lines.</exception>
    internal static ParallelLines Read(string sourceFile, string targetFile, Tally dropped)
    {
        var (sources, targets) = (ReadLines(sourceFile), ReadLines(targetFile));
        if (sources.Count != targets.Count)
            throw new InvalidDataException(
                $"{sourceFile} has {sources.Count} lines, but {targetFile} has {targets.Count}: each line needs its translation.");
        var (source, target) = (new List<string>(sources.Count), new List<string>(sources.Count));
        foreach (var (line, translation) in sources.Zip(targets))
        {
            if (line is null || translation is null) dropped.Add("invalid UTF-8");
            else if (string.IsNullOrWhiteSpace(line) || string.IsNullOrWhiteSpace(translation)) dropped.Add("empty lines");
            else
            {
                source.Add(line);
                target.Add(translation);
            }
        }

        return new(source, target);
    }

    /// <returns>The lines without their ends; null for one that is not UTF-8.</returns>
    static List<string?> ReadLines(string path)
    {
        ReadOnlySpan<byte> content = File.ReadAllBytes(path);
        if (content.StartsWith(Encoding.UTF8.Preamble)) content = content[Encoding.UTF8.Preamble.Length..];
        var lines = new List<string?>();
        while (content.Length > 0)
        {
            var end = content.IndexOf((byte)'\n');
            lines.Add(Decode(end < 0 ? content : content[..end]));
            content = end < 0 ? [] : content[(end + 1)..];
        }

        return lines;
    }

    static string? Decode(ReadOnlySpan<byte> line)
    {
        try
        {
            return Strict.GetString(line.TrimEnd((byte)'\r'));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
