using System.Globalization;
using System.Security.Cryptography;

namespace AdaShift.Bench.Datasets;

/// <summary>Compares a dataset's folder with what must be in it.</summary>
static class Verification
{
    public static DataStatus Check(Dataset dataset, string folder, bool rehash, CancellationToken token)
    {
        if (!dataset.Files.Any(file => File.Exists(PathOf(file, folder)))) return DataStatus.Missing;
        var stamp = VerificationStamp.Read(folder);
        if (!rehash && stamp is not null && stamp.StillHolds(dataset, folder)) return DataStatus.Ready;

        var checks = dataset.Files.Select(file => Check(file, folder, stamp, token)).ToList();
        var problems = checks.Select(check => check.Problem).OfType<string>().ToList();
        if (problems.Count > 0)
        {
            stamp?.Distrust(folder);
            return DataStatus.Damaged(string.Join("; ", problems));
        }

        new VerificationStamp([.. checks.Select(check => check.Line!)]).TryWrite(folder);
        return DataStatus.Ready;
    }

    /// <summary>Checks files that have just been delivered: what has no published checksum gets it now.</summary>
    /// <exception cref="IOException">The checksums could not be recorded: a full disk.</exception>
    public static DataStatus Seal(Dataset dataset, string folder, CancellationToken token)
    {
        var lines = new List<StampLine>();
        foreach (var file in dataset.Files.Where(file => file.Digest is null && File.Exists(PathOf(file, folder))))
            lines.Add(StampLine.Of(file, PathOf(file, folder), HashAlgorithmName.SHA256, token));
        if (lines.Count > 0) new VerificationStamp(lines).Write(folder);
        return Check(dataset, folder, rehash: true, token);
    }

    static (StampLine? Line, string? Problem) Check(DataFile file, string folder, VerificationStamp? stamp, CancellationToken token)
    {
        var path = PathOf(file, folder);
        try
        {
            if (!File.Exists(path)) return (null, $"{file.Path} is missing");
            using (var handle = File.OpenHandle(path))
            {
                var length = RandomAccess.GetLength(handle);
                if (file.Bytes is { } bytes && length != bytes)
                    return (null, $"{file.Path} has {Show(length)} bytes, expected {Show(bytes)}");
            }

            if ((file.Digest ?? stamp?.DigestOf(file)) is not { } expected)
                return (null, $"{file.Path} cannot be verified: no checksum was recorded when it was fetched");
            var line = StampLine.Of(file, path, expected.Algorithm, token);
            return line.Digest == expected ? (line, null) : (null, $"{file.Path} has {line.Digest}, expected {expected}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, $"{file.Path} cannot be read: {e.Message}");
        }
    }

    public static string PathOf(DataFile file, string folder) => Path.Combine(folder, file.Path);

    static string Show(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
