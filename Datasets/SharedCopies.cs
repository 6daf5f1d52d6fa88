namespace AdaShift.Bench.Datasets;

/// <summary>Loads a thing once a process. A failed load is tried again next time.</summary>
sealed class SharedCopies<T>
    where T : class
{
    readonly Lock gate = new();
    readonly Dictionary<string, T> copies = new(StringComparer.Ordinal);

    public T Get(string key, Func<T> load)
    {
        lock (gate)
        {
            if (!copies.TryGetValue(key, out var copy)) copies.Add(key, copy = load());
            return copy;
        }
    }
}
