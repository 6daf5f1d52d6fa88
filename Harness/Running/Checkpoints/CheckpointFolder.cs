using System.Security.Cryptography;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>The last two checkpoints of a run, each a safetensors file and a JSON file with its checksum.</summary>
sealed class CheckpointFolder(string path)
{
    const int Kept = 2;
    const string Tensors = ".safetensors";
    const string Record = ".json";
    const string Unusable = ".unusable";

    /// <summary>Writes the tensors, then the record: a checkpoint without its record does not count.</summary>
    /// <exception cref="RecordWriteException">Earlier checkpoints are untouched.</exception>
    public void Save(Snapshot snapshot, CheckpointRecord record)
    {
        var name = Name(record.Step);
        RecordWriteException.Guard(path, () => Directory.CreateDirectory(path));
        TensorFile.Save(name + Tensors, snapshot.Tensors);
        AtomicFile.Text(name + Record, (record with { Values = snapshot.Values, TensorsSha256 = Sum(name + Tensors) }).Write());
        RecordWriteException.Guard(path, Tidy);
    }

    /// <summary>Paths of the checkpoints without their extension, the newest first. They may be damaged.</summary>
    public IReadOnlyList<string> NewestFirst() => !Directory.Exists(path) ? [] :
        [.. Directory.EnumerateFiles(path, "step-*" + Record).Select(f => f[..^Record.Length]).OrderDescending(StringComparer.Ordinal)];

    /// <exception cref="InvalidDataException">The checkpoint is damaged; the message says how.</exception>
    public static (CheckpointRecord Record, Snapshot Snapshot) Load(string name)
    {
        try
        {
            var record = CheckpointRecord.Read(File.ReadAllText(name + Record));
            if (!File.Exists(name + Tensors)) throw new InvalidDataException($"'{name}{Tensors}' is missing");
            if (Sum(name + Tensors) != record.TensorsSha256)
                throw new InvalidDataException($"the checksum of '{name}{Tensors}' does not match: the file is damaged");
            using var scope = NewDisposeScope();
            var tensors = TensorFile.Load(name + Tensors);
            foreach (var tensor in tensors.Values) tensor.DetachFromDisposeScope();
            return (record, new(tensors, record.Values));
        }
        // Other errors are the disk's and may pass: the checkpoint may be good the next time.
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>Renames a checkpoint that could not be used, so that it is kept but not tried again.</summary>
    public static void SetAside(string name) => RecordWriteException.Guard(name, () =>
    {
        foreach (var file in new[] { name + Record, name + Tensors })
            if (File.Exists(file)) File.Move(file, file + Unusable, overwrite: true);
    });

    string Name(long step) => Path.Combine(path, FormattableString.Invariant($"step-{step:D12}"));

    static string Sum(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Deletes older checkpoints, and half-written files of a worker that died.</summary>
    void Tidy()
    {
        var kept = NewestFirst().Take(Kept).SelectMany(name => new[] { name + Record, name + Tensors }).ToHashSet(StringComparer.Ordinal);
        // In this order a checkpoint's record is deleted first: tensors without it do not count.
        foreach (var file in Directory.EnumerateFiles(path, "step-*").Order(StringComparer.Ordinal))
            if (!kept.Contains(file) && !file.EndsWith(Unusable, StringComparison.Ordinal)) File.Delete(file);
    }
}
