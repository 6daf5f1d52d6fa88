using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Whole words, as in tensorflow/nmt: an id for each line of a vocabulary file; all other words are <c>&lt;unk&gt;</c>.</summary>
public sealed class WordVocabulary : Vocabulary
{
    readonly string[] words;
    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly bool tokenized;

    /// <param name="words">Beginning with the three markers.</param>
    /// <param name="tokenized">Whether lines have a space between any two tokens; else <see cref="WordSplitter"/> finds them.</param>
    /// <exception cref="ArgumentException">A word is there twice.</exception>
    WordVocabulary(string[] words, bool tokenized)
    {
        (this.words, this.tokenized) = (words, tokenized);
        for (var id = 0; id < words.Length; id++)
            if (!ids.TryAdd(words[id], id)) throw new ArgumentException($"'{words[id]}' is there twice, as {ids[words[id]]} and {id}.");
        Hash = Digest.Of(new MemoryStream(Encoding.UTF8.GetBytes($"{(tokenized ? "tokenized" : "raw")}\n{Text}")), HashAlgorithmName.SHA256);
    }

    public override int Count => words.Length;

    public override Digest Hash { get; }

    string Text => string.Concat(words.Select(word => word + "\n"));

    /// <summary>Reads a vocabulary file, a word per line. As tensorflow/nmt does, it puts the three markers first where they are not.</summary>
    /// <param name="tokenized">Whether lines have a space between any two tokens, as the files of the tutorial.</param>
    /// <exception cref="InvalidDataException">A line is empty, or a word is there twice.</exception>
    public static WordVocabulary Read(string path, bool tokenized = true)
    {
        string[] lines = [.. File.ReadLines(path).Select(line => line.TrimEnd())];
        if (Array.FindIndex(lines, line => line.Length == 0) is var empty and >= 0)
            throw new InvalidDataException($"{path} has an empty line: line {empty + 1}. Expected: a word per line.");
        try
        {
            return new(lines.Take(Markers.Length).SequenceEqual(Markers) ? lines : [.. Markers, .. lines], tokenized);
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The most frequent words of some lines; of equally frequent ones the first in ordinal order.</summary>
    /// <param name="lines">Training lines.</param>
    /// <param name="size">The most words that it has, with the three markers.</param>
    /// <param name="tokenized">Whether the lines have a space between any two tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no room for a word.</exception>
    public static WordVocabulary Build(IEnumerable<string> lines, int size, bool tokenized = false)
    {
        if (size <= Markers.Length)
            throw new ArgumentOutOfRangeException(nameof(size), size, $"A vocabulary has at least {Markers.Length + 1} words, three of them markers.");
        var frequent = lines.SelectMany(line => Split(line, tokenized)).Where(word => !Markers.Contains(word))
            .CountBy(word => word, StringComparer.Ordinal)
            .OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal)
            .Take(size - Markers.Length).Select(count => count.Key);
        return new([.. Markers, .. frequent], tokenized);
    }

    /// <summary>Writes the vocabulary as <see cref="Read"/> reads it.</summary>
    public void Write(string path) => File.WriteAllText(path, Text);

    public override int[] Encode(string line) => [.. Split(line, tokenized).Select(word => ids.GetValueOrDefault(word, Unknown))];

    private protected override string Join(int[] ids)
    {
        var line = ids.Select(id => words[id]);
        return tokenized ? string.Join(' ', line) : WordSplitter.Join(line);
    }

    static IEnumerable<string> Split(string line, bool tokenized) =>
        tokenized ? line.Split(' ', StringSplitOptions.RemoveEmptyEntries) : WordSplitter.Split(line);
}
