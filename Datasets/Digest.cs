using System.Security.Cryptography;

namespace AdaShift.Bench.Datasets;

/// <summary>
/// A checksum and its algorithm, written <c>sha256:0123…</c>. SHA-256 unless the publisher gives nothing better than MD5.
/// </summary>
public sealed record Digest
{
    Digest(HashAlgorithmName algorithm, string hex) => (Algorithm, Hex) = (algorithm, hex.ToLowerInvariant());

    public HashAlgorithmName Algorithm { get; }

    /// <summary>Lower-case hexadecimal digits.</summary>
    public string Hex { get; }

    public static Digest Sha256(string hex) => Create(HashAlgorithmName.SHA256, hex, 64);

    public static Digest Md5(string hex) => Create(HashAlgorithmName.MD5, hex, 32);

    /// <exception cref="FormatException">Neither <c>sha256:</c> nor <c>md5:</c> with its digits.</exception>
    public static Digest Parse(string text) => text.Split(':') switch
    {
        ["sha256", var hex] => Sha256(hex),
        ["md5", var hex] => Md5(hex),
        _ => throw new FormatException($"'{text}' is not a checksum. Expected 'sha256:…' or 'md5:…'."),
    };

    /// <summary>The checksum of everything that is left in a stream.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before the end.</exception>
    public static Digest Of(Stream content, HashAlgorithmName algorithm, CancellationToken token = default)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = content.Read(buffer, 0, buffer.Length)) > 0)
        {
            token.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
        }

        return new(algorithm, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public override string ToString() => $"{Algorithm.Name!.ToLowerInvariant()}:{Hex}";

    static Digest Create(HashAlgorithmName algorithm, string hex, int digits) =>
        hex.Length == digits && hex.All(char.IsAsciiHexDigit) ? new(algorithm, hex)
            : throw new FormatException($"'{hex}' is not a {algorithm.Name} checksum: {digits} hexadecimal digits expected.");
}
