using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AdaShift.Bench.Running;

/// <summary>The name of a run's folder: readable, the same for the same spec, different for different ones.</summary>
public static class RunName
{
    internal const int LongestSlug = 40;

    /// <returns><c>mnist-mlp__max-adashift__s0__1a2b3c4d</c>: the last part begins the SHA-256 of the spec's canonical JSON.</returns>
    public static string Of(RunSpec spec)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(RecordJson.Write(spec))))[..8];
        var workload = Slug.Of(spec.Workload.Split('[')[0], LongestSlug);
        var label = Slug.Of(spec.Label, LongestSlug);
        return string.Create(CultureInfo.InvariantCulture, $"{workload}__{label}__s{spec.Seed}__{hash}");
    }
}
