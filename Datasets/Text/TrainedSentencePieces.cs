using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Datasets;

/// <summary>A SentencePiece model that was trained here. A cache: it may be deleted at any time.</summary>
/// <remarks>Kept as <see cref="PackedImages"/> are, in a store inside the store, under a fingerprint of what it was made of.</remarks>
sealed class TrainedSentencePieces : Dataset
{
    public const string Folder = ".vocabularies";
    const string FileName = "bpe.model";

    /// <summary>One thread and a fixed order: the same bytes each time. Relative paths, because the model has them in it.</summary>
    static readonly string[] Options =
    [
        "--model_type=bpe", "--normalization_rule_name=identity", "--num_threads=1", "--shuffle_input_sentence=false", "--random_seed=1",
        "--max_sentence_length=65536", "--minloglevel=1", "--input=lines.txt", "--model_prefix=bpe",
    ];

    /// <param name="program">Another program in the place of spm_train, for tests.</param>
    public TrainedSentencePieces(IReadOnlyList<string> lines, int size, string program = "spm_train")
        : base(new DatasetAttribute(string.Create(CultureInfo.InvariantCulture, $"bpe-{size}-{Fingerprint(lines, size)}"))
        {
            Title = $"{size} sub-words", Licence = "the same as the training text's", Source = "trained here",
        })
        => Origin = new Trainer(lines, size, program);

    public override string Description => "A model of SentencePiece.";

    public override IReadOnlyList<DataFile> Files { get; } = [new(FileName, Bytes: null, Digest: null)];

    public override Origin Origin { get; }

    /// <returns>The model's path.</returns>
    /// <exception cref="InvalidOperationException">It could not be trained, and why.</exception>
    public string Train(DataStore store)
    {
        try
        {
            return Path.Combine(new DataStore(Path.Combine(store.Root, Folder)).Fetch(this), FileName);
        }
        catch (DataFetchException e)
        {
            throw new InvalidOperationException($"A vocabulary of {Title} could not be trained: {e.Reason}", e);
        }
    }

    static string Fingerprint(IEnumerable<string> lines, int size)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in lines.Prepend($"{size} {string.Join(' ', Options)}")) hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    sealed class Trainer(IReadOnlyList<string> lines, int size, string program) : Origin
    {
        static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

        public override void Deliver(Delivery delivery)
        {
            File.WriteAllText(Path.Combine(delivery.Scratch, "lines.txt"), string.Concat(lines.Select(line => line + "\n")));
            delivery.RunProgram(program, [.. Options, string.Create(CultureInfo.InvariantCulture, $"--vocab_size={size}")], Limit,
                "It takes spm_train, of Debian's package sentencepiece (sudo apt-get install sentencepiece).");
            File.Move(Path.Combine(delivery.Scratch, FileName), delivery.PlaceFor(delivery.Dataset.Files[0]));
        }

        public override string ToString() => program;
    }
}
