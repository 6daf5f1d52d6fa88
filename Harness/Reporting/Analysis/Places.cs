using AdaShift.Bench.Reporting.Charts;

namespace AdaShift.Bench.Reporting.Analysis;

/// <summary>
/// Gives each label a place in the palette: its own colour while there are any, then one that no label beside it in a panel has.
/// </summary>
static class Places
{
    public static IReadOnlyDictionary<string, int> Of(IReadOnlyList<Panel> panels)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var name in panels.SelectMany(p => p.Arms).Select(a => a.Name).Distinct())
        {
            places[name] = places.Count < Palette.Colours
                ? places.Count
                : Free(Beside(name, panels).Where(places.ContainsKey).Select(n => places[n]));
        }

        return places;
    }

    static IEnumerable<string> Beside(string name, IReadOnlyList<Panel> panels) =>
        panels.Select(p => p.Arms.Select(a => a.Name).ToList()).Where(names => names.Contains(name)).SelectMany(names => names);

    /// <returns>The first place of a colour that is not taken; where all are, the first place that is not.</returns>
    static int Free(IEnumerable<int> taken)
    {
        var places = taken.ToHashSet();
        var colours = places.Select(p => p % Palette.Colours).ToHashSet();
        return colours.Count < Palette.Colours
            ? Enumerable.Range(0, Palette.Colours).First(p => !colours.Contains(p))
            : Enumerable.Range(0, int.MaxValue).First(p => !places.Contains(p));
    }
}
