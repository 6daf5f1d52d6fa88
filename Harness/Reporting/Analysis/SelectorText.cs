namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>A canonical selector split for a table: <c>adam[lr=0.001,beta1=0]</c> → adam; lr, 0.001; beta1, 0.</summary>
/// <remarks>Records hold canonical selectors, which the planner has checked. Any other text is kept whole.</remarks>
sealed record SelectorText(string Name, IReadOnlyDictionary<string, string> Settings)
{
    public static SelectorText Split(string selector)
    {
        var whole = new SelectorText(selector, new Dictionary<string, string>());
        var open = selector.IndexOf('[');
        if (open <= 0 || !selector.EndsWith(']')) return whole;
        var settings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in Parts(selector[(open + 1)..^1]))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0) return whole;
            settings.TryAdd(part[..equals].Trim(), part[(equals + 1)..].Trim());
        }

        return new(selector[..open], settings);
    }

    /// <summary>
    /// <c>critic[k=1,rho=1]</c> and <c>critic[k=1,rho=2]</c> → <c>critic[k=1,rho=1|2]</c>. Of plug-ins or settings that differ, all whole.
    /// </summary>
    /// <param name="selectors">Canonical; at least one.</param>
    public static string Merge(IReadOnlyList<string> selectors)
    {
        if (selectors is [var only]) return only;
        var all = selectors.Select(Split).ToList();
        var (name, keys) = (all[0].Name, all[0].Settings.Keys);
        if (all.Any(s => s.Name != name || !s.Settings.Keys.SequenceEqual(keys))) return string.Join(", ", selectors);
        var settings = keys.Select(key => $"{key}={string.Join('|', all.Select(s => s.Settings[key]).Distinct())}");
        return $"{name}[{string.Join(',', settings)}]";
    }

    /// <summary>Splits at the commas that are not inside quotes.</summary>
    static IEnumerable<string> Parts(string inside)
    {
        var (start, quoted) = (0, false);
        for (var i = 0; i < inside.Length; i++)
        {
            if (inside[i] == '"') quoted = !quoted;
            if (inside[i] != ',' || quoted) continue;
            yield return inside[start..i];
            start = i + 1;
        }

        if (start < inside.Length) yield return inside[start..];
    }
}
