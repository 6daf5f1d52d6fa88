using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>The last two checkpoints of a run, each a safetensors file. Its metadata holds a checksum and all that is no tensor.</summary>
sealed class CheckpointFolder(string path)
{
    const int Kept = 2;
    const string Ending = ".safetensors";
    const string Unusable = ".unusable";
    const string ChecksumKey = "sha256";
    const string CheckpointKey = "checkpoint";
    const int ChecksumLength = 2 * SHA256.HashSizeInBytes;

    /// <summary>The checksum comes first in the header's JSON, in hexadecimal, and covers all bytes after it.</summary>
    static readonly int checksumAt = sizeof(ulong) + $"{{'{Safetensors.MetadataKey}':{{'{ChecksumKey}':'".Length;

    /// <exception cref="RecordWriteException">Earlier checkpoints are untouched.</exception>
    public void Save(Checkpoint checkpoint, IReadOnlyDictionary<string, Tensor> tensors)
    {
        RecordWriteException.Guard(path, () => Directory.CreateDirectory(path));
        var file = Path.Combine(path, FormattableString.Invariant($"step-{checkpoint.Step:D12}{Ending}"));
        AtomicFile.Write(file, stream =>
        {
            TensorFile.Write(stream, tensors, [new(ChecksumKey, new string('0', ChecksumLength)), new(CheckpointKey, checkpoint.Write())]);
            var sum = Sum(stream);
            stream.Position = checksumAt;
            stream.Write(Encoding.ASCII.GetBytes(sum));
        });
        RecordWriteException.Guard(path, Tidy);
    }

    /// <summary>Paths of the checkpoints, the newest first. They may be damaged.</summary>
    public IReadOnlyList<string> NewestFirst() => !Directory.Exists(path) ? [] :
        [.. Directory.EnumerateFiles(path, "step-*" + Ending).OrderDescending(StringComparer.Ordinal)];

    /// <exception cref="InvalidDataException">The checkpoint is damaged; the message says how.</exception>
    public static (Checkpoint Checkpoint, Snapshot Snapshot) Load(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            RequireWhole(stream);
            using var scope = NewDisposeScope();
            var (tensors, metadata) = TensorFile.Read(stream);
            var checkpoint = Checkpoint.Read(metadata.GetValueOrDefault(CheckpointKey));
            foreach (var tensor in tensors.Values) tensor.DetachFromDisposeScope();
            return (checkpoint, new(tensors, checkpoint.Values));
        }
        // Other errors are the disk's and may pass: the checkpoint may be good the next time.
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Renames a checkpoint that could not be used, so that it is kept but not tried again.</summary>
    public static void SetAside(string file) => RecordWriteException.Guard(file, () =>
    {
        if (File.Exists(file)) File.Move(file, file + Unusable, overwrite: true);
    });

    static void RequireWhole(FileStream stream)
    {
        var recorded = new byte[ChecksumLength];
        stream.Position = checksumAt;
        stream.ReadExactly(recorded);
        if (Encoding.ASCII.GetString(recorded) != Sum(stream))
            throw new InvalidDataException($"the checksum of '{stream.Name}' does not match: the file is damaged");
        stream.Position = 0;
    }

    static string Sum(FileStream stream)
    {
        stream.Position = checksumAt + ChecksumLength;
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Deletes older checkpoints, and half-written files of a worker that died.</summary>
    void Tidy()
    {
        var kept = NewestFirst().Take(Kept).ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(path, "step-*"))
            if (!kept.Contains(file) && !file.EndsWith(Unusable, StringComparison.Ordinal)) File.Delete(file);
    }
}
