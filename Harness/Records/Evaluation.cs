namespace AdaShift.Bench;

/// <summary>What an evaluation yields: metrics and artefacts (pictures, sample texts).</summary>
public sealed record Evaluation(IReadOnlyDictionary<string, double> Metrics, IReadOnlyList<Artefact> Artefacts)
{
    /// <summary>Metrics alone.</summary>
    public static Evaluation Of(params IEnumerable<(string metric, double value)> metrics) =>
        new(new SortedDictionary<string, double>(metrics.ToDictionary(m => m.metric, m => m.value), StringComparer.Ordinal), []);
}

/// <summary>A file that an evaluation writes next to the records.</summary>
/// <param name="Name">A file name with its extension: <c>samples.png</c>, <c>translations.txt</c>.</param>
public sealed record Artefact(string Name, ReadOnlyMemory<byte> Content);
