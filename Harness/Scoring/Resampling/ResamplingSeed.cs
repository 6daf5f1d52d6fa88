using System.Globalization;
using System.Security.Cryptography;

namespace AdaShift.Bench.Scoring;

/// <summary>The seed of a resampling; null draws one from the operating system, which cannot be repeated.</summary>
public sealed record ResamplingSeed(ulong? Value = 12345)
{
    /// <summary>The environment variable of sacreBLEU.</summary>
    public const string Variable = "SACREBLEU_SEED";

    /// <param name="text">A whole number or <c>none</c>; null for the default, 12345.</param>
    /// <exception cref="ScoringException">It is neither.</exception>
    public static ResamplingSeed Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new();
        if (text.Equals("none", StringComparison.OrdinalIgnoreCase)) return new(Value: null);
        return ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? new(seed)
            : throw new ScoringException($"{Variable} '{text}' is not a seed. Allowed: a whole number from 0, or none.");
    }

    public override string ToString() => Value?.ToString(CultureInfo.InvariantCulture) ?? "none";

    internal NumpyGenerator Generator() =>
        new(Value ?? BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))));
}
