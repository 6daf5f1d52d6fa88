namespace AdaShift.Bench;

/// <summary>Gathers an <see cref="Evaluation"/>; the workload and the probes write into the same one.</summary>
public sealed class EvaluationBuilder
{
    readonly SortedDictionary<string, double> metrics = new(StringComparer.Ordinal);
    readonly List<Artefact> artefacts = [];

    /// <summary>Whether it is the last evaluation of the run: the place for what is too slow to repeat, such as a test set.</summary>
    public bool IsFinal { get; init; }

    public EvaluationBuilder Add(string metric, double value)
    {
        if (!metrics.TryAdd(metric, value))
            throw new InvalidOperationException($"The metric '{metric}' was recorded twice in one evaluation.");
        return this;
    }

    public EvaluationBuilder Add(string fileName, ReadOnlyMemory<byte> content)
    {
        if (fileName.Length == 0 || fileName != Path.GetFileName(fileName) || fileName.StartsWith('.'))
            throw new ArgumentException(
                $"'{fileName}' is not a plain file name for an artefact. Allowed: e.g. 'samples.png'.", nameof(fileName));
        if (artefacts.Any(a => a.Name == fileName))
            throw new InvalidOperationException($"The artefact '{fileName}' was recorded twice in one evaluation.");
        artefacts.Add(new(fileName, content));
        return this;
    }

    public EvaluationBuilder AddText(string fileName, string text) => Add(fileName, System.Text.Encoding.UTF8.GetBytes(text));

    public Evaluation Build() => new(metrics, artefacts);
}
