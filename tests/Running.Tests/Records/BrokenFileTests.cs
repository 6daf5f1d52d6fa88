using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests.Records;

/// <summary>Nothing is read from a file that breaks the format, and the error says where it is broken.</summary>
public sealed class BrokenFileTests : IDisposable
{
    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Theory]
    [InlineData("""{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'t' has data_offsets [0,4], but F32 [2] takes 8 bytes")]
    [InlineData("""{"t":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""", 4, "'t' has the unknown dtype 'F99'. Known: F64, F32")]
    [InlineData("""{"t":{"shape":[1],"data_offsets":[0,4]}}""", 4, "'t' has no dtype")]
    [InlineData("""{"t":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "'t' has no shape")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1]}}""", 4, "'t' has no data_offsets")]
    [InlineData("""{"t":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'t' has shape [-1]: whole numbers from 0")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "'t' has shape [1.5]")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "data_offsets that are not two numbers")]
    [InlineData("""{"t":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "'t' has data_offsets [4,0]")]
    [InlineData("""{"t":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,4]}}""", 4, "which no tensor can have")]
    [InlineData("""{"t":{"dtype":"F32","shape":[0,4611686018427387904,4611686018427387904],"data_offsets":[0,0]}}""",
        0, "which no tensor can have")]
    [InlineData("""{"t":5}""", 0, "'t' is not an object")]
    [InlineData("""{"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}""",
        3, "'b' begins at 1, inside the entry before it")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"b":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}""",
        3, "'b' begins at 2, after a hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[1,2]}}""", 2, "'a' begins at 1, after a hole")]
    [InlineData("""{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}""",
        3, "'a' ends at 4, but the file holds 3 bytes of data: it is truncated")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 3, "2 bytes after the last entry belong to none")]
    [InlineData("""{"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"a":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""",
        1, "the header is not JSON")]
    [InlineData("""{"__metadata__":{"n":1}}""", 0, "'n' is not a text")]
    [InlineData("""{"__metadata__":[]}""", 0, "__metadata__ is not an object")]
    [InlineData("""{"a":""", 0, "the header is not JSON")]
    [InlineData("""{"\ud800":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", 1, "the header is not JSON")]
    [InlineData("""{"__metadata__":{"n":"\udc00"}}""", 0, "the header is not JSON")]
    [InlineData("""{"t":{"dtype":"\ud800","shape":[1],"data_offsets":[0,1]}}""", 1, "the header is not JSON")]
    [InlineData("[]", 0, "does not begin with '{'")]
    [InlineData("", 0, "does not begin with '{'")]
    public void A_broken_header_is_explained(string header, int dataBytes, string problem)
    {
        var text = Encoding.UTF8.GetBytes(header);
        Refused([.. BitConverter.GetBytes((ulong)text.Length), .. text, .. new byte[dataBytes]], problem);
    }

    [Fact]
    public void A_header_that_is_no_text_is_explained() =>
        Refused([.. BitConverter.GetBytes(6UL), .. "{\""u8, 0xFF, .. "\":}"u8], "the header is not UTF-8");

    [Fact]
    public void A_file_too_short_for_a_length_is_explained() => Refused([1, 2, 3], "has 3 bytes, fewer than the 8");

    [Fact]
    public void A_header_longer_than_the_file_is_explained() =>
        Refused([.. BitConverter.GetBytes(1000UL), 1], "it is truncated: the header claims 1000 bytes, 1 are there");

    [Fact]
    public void A_header_longer_than_the_format_allows_is_explained() =>
        Refused(BitConverter.GetBytes(ulong.MaxValue), "more than the 100000000");

    [Fact]
    public void Cutting_a_good_file_anywhere_is_noticed()
    {
        using var scope = NewDisposeScope();
        TensorFiles.Save(path, new Dictionary<string, Tensor> { ["a"] = ones(3), ["b"] = zeros(2) });
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Should.Throw<InvalidDataException>(() => TensorFiles.Load(path), $"{length} of {whole.Length} bytes");
        }
    }

    void Refused(byte[] bytes, string problem)
    {
        File.WriteAllBytes(path, bytes);
        var message = Should.Throw<InvalidDataException>(() => TensorFiles.Load(path)).Message;
        message.ShouldContain(path);
        message.ShouldContain(problem);
    }
}
