using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench;

/// <summary>The controlled conditions of one run, as a workload sees them.</summary>
public sealed class RunContext
{
    public required Device Device { get; init; }

    /// <summary>
    /// The run's seed. Runs that differ in the optimizer alone share it, so that they start from the same θ and see the same batches.
    /// </summary>
    public required long Seed { get; init; }

    /// <summary>The folder of the data store.</summary>
    public required string DataRoot { get; init; }

    /// <summary>Wrap the fetching of a batch in <c>using (Run.Clock.Enter(Phase.Data))</c>.</summary>
    public required IPhaseClock Clock { get; init; }

    /// <summary>A seed of its own for each purpose ("batches", "init"), so that adding one random draw does not shift the others.</summary>
    /// <returns>A non-negative number: the first 8 bytes of SHA-256("seed:purpose"), big-endian, with the top bit cleared.</returns>
    public long SeedFor(string purpose) => DeriveSeed(Seed, purpose);

    /// <inheritdoc cref="SeedFor"/>
    public static long DeriveSeed(long seed, string purpose)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{purpose}"));
        return BinaryPrimitives.ReadInt64BigEndian(hash) & long.MaxValue;
    }
}
