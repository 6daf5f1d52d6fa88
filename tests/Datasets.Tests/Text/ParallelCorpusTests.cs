using System.Text;

namespace AdaShift.Bench.Datasets.Tests;

public sealed class ParallelCorpusTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly Tally dropped = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Lines_are_read_whatever_their_ends()
    {
        Read("\uFEFFa b\r\nc\r\n", "é\nf")
            .ShouldSatisfyAllConditions(lines => lines.Source.ShouldBe(["a b", "c"]), lines => lines.Target.ShouldBe(["é", "f"]));
        dropped.Counts.ShouldBeEmpty();
    }

    [Fact]
    public void Empty_and_invalid_lines_are_left_out_with_their_translations_and_counted()
    {
        byte[] target = [.. "1\n2\n3\n"u8, 0xC3, 0x28, .. "\n5\n \n"u8];
        var lines = Read("a\n\n \nd\ne\nf\n"u8.ToArray(), target);
        lines.Source.ShouldBe(["a", "e"]);
        lines.Target.ShouldBe(["1", "5"]);
        dropped.Counts.ShouldBe(new Dictionary<string, int> { ["empty lines"] = 3, ["invalid UTF-8"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void Different_numbers_of_lines_are_an_error_that_names_both_files() =>
        Should.Throw<InvalidDataException>(() => Read("a\nb\n", "1\n")).Message.ShouldBe(
            $"{folder["x.en"]} has 2 lines, but {folder["x.vi"]} has 1: each line needs its translation.");

    [Fact]
    public void The_checksum_is_of_every_line_its_place_and_the_direction()
    {
        var corpus = Corpus(["a", "b"], ["1", "2"]);
        corpus.Hash.ShouldBe(Corpus(["a", "b"], ["1", "2"]).Hash);
        Digest[] others =
        [
            corpus.Hash, corpus.Reversed.Hash, Corpus(["b", "a"], ["1", "2"]).Hash, Corpus(["a", "b"], ["1", "3"]).Hash,
            Corpus(["a"], ["1"]).Hash, Corpus(["a", "b", "d"], ["1", "2", "4"]).Hash,
        ];
        others.ShouldBeUnique();
        // printf 'a\nb\n\0001\n2\n\000d\n\0004\n\000t\n\0005\n\000' | sha256sum
        corpus.Hash.ToString().ShouldBe("sha256:f80dae81fce3641125d406a0a4e8ec2f96356238c7c164f599ebae0e86e79d82");
    }

    [Fact]
    public void Reversed_translates_the_other_way()
    {
        var other = Corpus(["a"], ["1"]).Reversed;
        (other.SourceLanguage, other.TargetLanguage).ShouldBe(("vi", "en"));
        (other.Train.Source[0], other.Train.Target[0], other.Test.Source[0]).ShouldBe(("1", "a", "5"));
    }

    static ParallelCorpus Corpus(string[] source, string[] target) => new("en", "vi", Tokenized: true,
        new(source, target), new(["d"], ["4"]), new(["t"], ["5"]), new Dictionary<string, int>());

    ParallelLines Read(string source, string target) => Read(Encoding.UTF8.GetBytes(source), Encoding.UTF8.GetBytes(target));

    ParallelLines Read(byte[] source, byte[] target) =>
        ParallelLines.Read(folder.Write("x.en", source), folder.Write("x.vi", target), dropped);
}
