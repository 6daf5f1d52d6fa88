namespace AdaShift.Bench.Cli.Scores;

/// <summary>sacreBLEU's colours, by their ANSI codes.</summary>
enum Color
{
    None = 0,
    Red = 31,
    Green = 32,
    Yellow = 33,
    Cyan = 36,
}

static class ColorExtensions
{
    public static string Paint(this Color color, string text) =>
        color == Color.None ? text : FormattableString.Invariant($"\u001b[{(int)color}m{text}\u001b[0m");
}
