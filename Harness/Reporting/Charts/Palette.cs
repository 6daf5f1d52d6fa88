namespace AdaShift.Bench.Reporting.Charts;

/// <summary>The colour, dash and symbol of an arm in charts.</summary>
public sealed record Mark(string Colour, string Dash, string Symbol);

/// <summary>
/// Gives each arm one mark for the whole page: a unique colour as long as there are any, then one that no arm in the same table has.
/// Colours are distinct for any colour vision, on white and on dark (Okabe and Ito 2008, without its yellow and black).
/// </summary>
/// <remarks>After the last colour they repeat with the next dash and other symbols: 49 indices differ.</remarks>
public sealed class Palette
{
    static readonly string[] colours = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8C8C8C"];
    static readonly string[] dashes = ["solid", "dashed", "dotted"];
    static readonly string[] symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle"];

    readonly Dictionary<string, int> indices = new(StringComparer.Ordinal);

    public Palette(Page page)
    {
        var tables = page.AllBlocks.OfType<Table>().Select(ArmsOf).ToList();
        foreach (var arm in tables.SelectMany(arms => arms).Distinct())
        {
            var neighbours = tables.Where(arms => arms.Contains(arm)).SelectMany(arms => arms).Where(indices.ContainsKey);
            indices[arm] = indices.Count < colours.Length ? indices.Count : Free([.. neighbours.Select(n => indices[n])]);
        }
    }

    /// <summary>For the phases of a run: muted tones that also differ in lightness.</summary>
    public static IReadOnlyList<string> Phases { get; } = ["#33638D", "#20A387", "#95D055", "#B0A8B9", "#D9D5DD"];

    public Mark this[string arm] => At(indices[arm]);

    public static Mark At(int index) => new(
        colours[index % colours.Length],
        dashes[index / colours.Length % dashes.Length],
        symbols[(index + index / colours.Length) % symbols.Length]);

    static List<string> ArmsOf(Table table) =>
        [.. table.Rows.SelectMany(row => row).SelectMany(cell => cell.Text).OfType<ArmName>().Select(name => name.Content).Distinct()];

    /// <returns>The first index whose colour is free; if no colour is, the first free index.</returns>
    static int Free(HashSet<int> taken)
    {
        var takenColours = taken.Select(i => i % colours.Length).ToHashSet();
        return takenColours.Count < colours.Length
            ? Enumerable.Range(0, colours.Length).First(i => !takenColours.Contains(i))
            : Enumerable.Range(0, int.MaxValue).First(i => !taken.Contains(i));
    }
}
