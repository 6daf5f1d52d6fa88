using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>Sentences in two languages.</summary>
/// <param name="SourceLanguage">The code of the language to translate from.</param>
/// <param name="TargetLanguage">The code of the language to translate into.</param>
/// <param name="Tokenized">Whether spaces separate words and punctuation already.</param>
/// <param name="Dropped">How many lines were left out when the data set was made or read, by reason.</param>
public sealed record ParallelCorpus(
    string SourceLanguage, string TargetLanguage, bool Tokenized, ParallelLines Train, ParallelLines Dev, ParallelLines Test,
    IReadOnlyDictionary<string, int> Dropped)
{
    /// <summary>
    /// The checksum of all sentences in their order, the source language first. A run records it: of data that change with their publisher
    /// it says which ones they were.
    /// </summary>
    public Digest Hash => field ??= ComputeHash();

    /// <summary>The other direction.</summary>
    public ParallelCorpus Reversed => new(TargetLanguage, SourceLanguage, Tokenized, Train.Reversed, Dev.Reversed, Test.Reversed, Dropped);

    Digest ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var lines in new[] { Train, Dev, Test }.SelectMany(split => new[] { split.Source, split.Target }))
        {
            foreach (var line in lines) hash.AppendData(Encoding.UTF8.GetBytes(line + "\n"));
            hash.AppendData([0]); // ends a file: moving a line from one to the next changes the checksum
        }

        return Digest.Sha256(Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
