namespace AdaShift.Bench.Scoring;

/// <param name="Name">As in <c>tok:13a</c>.</param>
/// <param name="Short">As in short signatures.</param>
public sealed record SignatureEntry(string Name, string Short, string Value);

/// <summary>What somebody must know to compute the same score.</summary>
public sealed record Signature(IReadOnlyList<SignatureEntry> Entries)
{
    /// <returns><c>nrefs:1|case:mixed|…</c>, or shortened <c>#:1|c:mixed|…</c>.</returns>
    public string Format(bool shortened) =>
        string.Join('|', Entries.Select(entry => $"{(shortened ? entry.Short : entry.Name)}:{entry.Value}"));

    public override string ToString() => Format(shortened: false);
}
