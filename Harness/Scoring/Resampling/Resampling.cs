namespace AdaShift.Bench.Scoring;

/// <summary>How segments are resampled.</summary>
public enum ResamplingKind
{
    /// <summary>Draws as many segments as there are, with replacement.</summary>
    Bootstrap,

    /// <summary>Swaps two systems' segments by the flip of a coin.</summary>
    ApproximateRandomization,
}

/// <param name="Samples">From 1.</param>
public sealed record Resampling(ResamplingKind Kind, int Samples, ResamplingSeed Seed)
{
    /// <summary>In sacreBLEU's order.</summary>
    internal IEnumerable<SignatureEntry> Entries
    {
        get
        {
            var kind = Kind == ResamplingKind.Bootstrap ? "bs" : "ar";
            return [new(kind, kind, FormattableString.Invariant($"{Samples}")), new("seed", "rs", Seed.ToString())];
        }
    }
}
