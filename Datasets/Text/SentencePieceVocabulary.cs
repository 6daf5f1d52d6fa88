using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.ML.Tokenizers;

namespace AdaShift.Bench.Datasets;

/// <summary>Sub-words by byte-pair encoding: a model of SentencePiece, with the ids of its <c>spm_encode</c>.</summary>
/// <remarks>
/// Kudo, Richardson 2018: SentencePiece. Microsoft.ML.Tokenizers reads the model. Its encoder is not used: where equal pairs overlap, as
/// in "III", it merges the last where SentencePiece merges the first, and it gives one &lt;unk&gt; per character, not one per stretch.
/// </remarks>
public sealed class SentencePieceVocabulary : Vocabulary
{
    const char Space = '▁'; // begins a word
    const string UnknownText = " ⁇ "; // what spm_decode writes

    readonly string[] pieces;
    readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<string, int[]> words = new(StringComparer.Ordinal);

    SentencePieceVocabulary(byte[] model)
    {
        var tokenizer = SentencePieceTokenizer.Create(new MemoryStream(model), addBeginningOfSentence: false, addEndOfSentence: false);
        pieces = [.. tokenizer.Vocabulary.OrderBy(piece => piece.Value).Select(piece => piece.Key)];
        if (!pieces.Take(Markers.Length).SequenceEqual(Markers))
            throw new InvalidDataException($"It begins with {string.Join(' ', pieces.Take(Markers.Length))}, expected {string.Join(' ', Markers)}.");
        for (var id = Markers.Length; id < pieces.Length; id++) ids.Add(pieces[id], id);
        Hash = Digest.Of(new MemoryStream(model), HashAlgorithmName.SHA256);
    }

    public override int Count => pieces.Length;

    public override Digest Hash { get; }

    /// <summary>Reads a model of <c>spm_train --model_type=bpe --normalization_rule_name=identity</c>.</summary>
    /// <exception cref="InvalidDataException">It is no such model.</exception>
    public static SentencePieceVocabulary Read(string path)
    {
        try
        {
            return new(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException))
        {
            throw new InvalidDataException($"{path} is not a SentencePiece model of byte-pair encoding: {e.Message}", e);
        }
    }

    /// <summary>Trains a model on some lines with Debian's <c>spm_train</c>, once: later uses read it from the store.</summary>
    /// <remarks>The same lines, size and version of SentencePiece give the same bytes.</remarks>
    /// <param name="lines">Training lines: of one language, or of both for a joint vocabulary.</param>
    /// <param name="size">Its <see cref="Vocabulary.Count"/>.</param>
    /// <param name="store">The default store unless given.</param>
    /// <exception cref="InvalidOperationException">It could not be trained, and why: no spm_train, too few lines for the size.</exception>
    public static SentencePieceVocabulary Train(IEnumerable<string> lines, int size, DataStore? store = null) =>
        Read(new TrainedSentencePieces([.. lines], size).Train(store ?? new DataStore()));

    public override int[] Encode(string line)
    {
        var encoded = new List<int>();
        foreach (var word in line.Split([' ', Space], StringSplitOptions.RemoveEmptyEntries))
            foreach (var id in words.GetOrAdd(word, Merge))
                if (id != Unknown || encoded.Count == 0 || encoded[^1] != Unknown) encoded.Add(id);
        return [.. encoded];
    }

    private protected override string Join(int[] ids) =>
        string.Concat(ids.Select(id => id == Unknown ? UnknownText : pieces[id])).Replace(Space, ' ').TrimStart(' ');

    /// <summary>From its characters on, merges the pair that training merged first, of equal ones the leftmost, until no pair is known.</summary>
    int[] Merge(string word)
    {
        List<string> symbols = [Space.ToString(), .. word.EnumerateRunes().Select(rune => rune.ToString())];
        while (true)
        {
            var (best, at) = (int.MaxValue, -1);
            for (var i = 0; i + 1 < symbols.Count; i++)
                if (ids.TryGetValue(symbols[i] + symbols[i + 1], out var id) && id < best) (best, at) = (id, i);
            if (at < 0) return [.. symbols.Select(symbol => ids.GetValueOrDefault(symbol, Unknown))];
            symbols[at] += symbols[at + 1];
            symbols.RemoveAt(at + 1);
        }
    }
}
