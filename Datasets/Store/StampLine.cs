using System.Globalization;
using System.Security.Cryptography;

namespace AdaShift.Bench.Datasets;

/// <summary>What a file was when it was verified.</summary>
/// <param name="Time">Time of the last change, in .NET ticks (UTC).</param>
sealed record StampLine(Digest Digest, long Bytes, long Time, string Path)
{
    /// <summary>Hashes a file.</summary>
    public static StampLine Of(DataFile file, string path, HashAlgorithmName algorithm, CancellationToken token)
    {
        using var content = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 20);
        // Before hashing: a change while hashing must not be stamped as verified.
        var time = File.GetLastWriteTimeUtc(content.SafeFileHandle).Ticks;
        return new(Digest.Of(content, algorithm, token), content.Length, time, file.Path);
    }

    /// <summary>Whether the file's size and time are as they were. Through a handle, so that a link counts as what it points at.</summary>
    public bool StillHolds(string path)
    {
        using var handle = File.OpenHandle(path);
        return RandomAccess.GetLength(handle) == Bytes && File.GetLastWriteTimeUtc(handle).Ticks == Time;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Digest} {Bytes} {Time} {Path}");

    /// <exception cref="FormatException">Not a line of a stamp.</exception>
    public static StampLine Parse(string text) => text.Split(' ', 4) is [var digest, var bytes, var time, var path]
        ? new(Digest.Parse(digest), Integer(bytes), Integer(time), path)
        : throw new FormatException($"'{text}' is not a line of a verification stamp.");

    static long Integer(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
