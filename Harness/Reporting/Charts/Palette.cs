namespace AdaShift.Bench.Reporting.Charts;

/// <summary>
/// Colours that people with any colour vision can tell apart, on white and on dark (Okabe and Ito 2008, without its yellow and black).
/// </summary>
/// <remarks>After the last colour they begin again with the next dash pattern and with other symbols: 49 places differ.</remarks>
public static class Palette
{
    static readonly string[] colours = ["#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#8C8C8C"];
    static readonly string[] dashes = ["solid", "dashed", "dotted"];
    static readonly string[] symbols = ["circle", "rect", "triangle", "diamond", "emptyCircle", "emptyRect", "emptyTriangle"];

    /// <summary>How many colours there are: places that differ by a multiple of it share one.</summary>
    public static int Colours => colours.Length;

    public static string Colour(int place) => colours[place % colours.Length];

    public static string Dash(int place) => dashes[place / colours.Length % dashes.Length];

    public static string Symbol(int place) => symbols[(place + place / colours.Length) % symbols.Length];

    /// <summary>For the phases of a run, which are no labels: quieter tones, also told apart by lightness.</summary>
    public static IReadOnlyList<string> Phases { get; } = ["#33638D", "#20A387", "#95D055", "#B0A8B9", "#D9D5DD"];
}
