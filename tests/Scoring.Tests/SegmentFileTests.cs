using System.IO.Compression;
using System.Text;
using AdaShift.Bench.Testing;

namespace AdaShift.Bench.Scoring.Tests;

public sealed class SegmentFileTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Only_a_newline_ends_a_line_of_a_file() =>
        Read("a\u0085b\u2028c\rd \r\n\n \te\t\u001c\n"u8).ShouldBe(["a\u0085b\u2028c\rd", "", " \te"]);

    [Fact]
    public void Carriage_returns_end_lines_of_standard_input()
    {
        using var stream = new MemoryStream("a\r\nb\rc\n\r\nd\r"u8.ToArray());
        SegmentFile.Read(stream, "input").ShouldBe(["a", "b", "c", "", "d"]);
    }

    [Fact]
    public void A_byte_order_mark_stays() => Read([0xEF, 0xBB, 0xBF, (byte)'a']).ShouldBe(["\ufeffa"]);

    [Fact]
    public void Lines_that_are_not_valid_are_counted_and_named()
    {
        byte[] text = [.. "a\n"u8, 0xFF, .. "\nb\n"u8, 0xED, 0xA0, 0x80, (byte)'\n'];
        Should.Throw<ScoringException>(() => Read(text)).Message.ShouldBe($"'{folder["text"]}' is not valid utf-8 in 2 lines (2, 4).");
    }

    [Fact]
    public void Of_many_lines_the_first_five_are_named() =>
        SegmentFile.LineNumbers([1, 2, 3, 4, 5, 9]).ShouldBe("6 lines (1, 2, 3, 4, 5, …)");

    [Fact]
    public void Another_encoding()
    {
        File.WriteAllBytes(folder["text"], [0xE9]);
        SegmentFile.Read(folder["text"], Encoding.Latin1).ShouldBe(["é"]);
        Should.Throw<ScoringException>(() => SegmentFile.Read(folder["text"], Encoding.ASCII))
            .Message.ShouldContain("us-ascii in 1 line (1)");
    }

    [Fact]
    public void Gzip()
    {
        using (var stream = new GZipStream(File.Create(folder["text.gz"]), CompressionMode.Compress)) stream.Write("a\nb"u8);
        SegmentFile.Read(folder["text.gz"]).ShouldBe(["a", "b"]);

        File.WriteAllText(folder["bad.gz"], "text");
        Should.Throw<ScoringException>(() => SegmentFile.Read(folder["bad.gz"])).Message.ShouldContain("bad.gz' is not a gzip file");
    }

    IReadOnlyList<string> Read(ReadOnlySpan<byte> text)
    {
        File.WriteAllBytes(folder["text"], text);
        return SegmentFile.Read(folder["text"]);
    }
}
