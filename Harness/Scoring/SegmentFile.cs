using System.IO.Compression;
using System.Text;
using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>Text with one segment per line, read as sacreBLEU reads it.</summary>
/// <remarks>Only '\n' ends a line, not U+0085 or U+2028; white space at the end of a line is dropped; a byte-order mark stays.</remarks>
public static class SegmentFile
{
    /// <param name="path">A name that ends in .gz is read as gzip.</param>
    /// <param name="encoding">One that extends ASCII; UTF-8 by default.</param>
    /// <exception cref="ScoringException">Lines that are not valid in the encoding; all are counted and the first ones named.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> Read(string path, Encoding? encoding = null)
    {
        try
        {
            return Lines(path.EndsWith(".gz", StringComparison.Ordinal) ? Unzip(path) : File.ReadAllBytes(path), path, encoding);
        }
        catch (InvalidDataException damage)
        {
            throw new ScoringException($"'{path}' is not a gzip file: {damage.Message}", damage);
        }
    }

    /// <param name="name">For messages.</param>
    public static IReadOnlyList<string> Lines(ReadOnlySpan<byte> text, string name, Encoding? encoding = null)
    {
        var strict = Encoding.GetEncoding(
            (encoding ?? Encoding.UTF8).WebName, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        var (lines, invalid) = (new List<string>(), new List<int>());
        while (text.Length > 0)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = text[(end < 0 ? text.Length : end + 1)..];
            try
            {
                lines.Add(PythonText.TrimEnd(strict.GetString(line)));
            }
            catch (DecoderFallbackException)
            {
                lines.Add("");
                invalid.Add(lines.Count);
            }
        }

        return invalid.Count == 0 ? lines
            : throw new ScoringException($"'{name}' is not valid {strict.WebName} in {LineNumbers(invalid)}.");
    }

    /// <returns><c>2 lines (3, 7)</c>; of many, the first five are named.</returns>
    public static string LineNumbers(IReadOnlyList<int> numbers)
    {
        var (named, rest) = (string.Join(", ", numbers.Take(5)), numbers.Count > 5 ? ", …" : "");
        return $"{numbers.Count} {(numbers.Count == 1 ? "line" : "lines")} ({named}{rest})";
    }

    static byte[] Unzip(string path)
    {
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
