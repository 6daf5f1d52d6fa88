using System.Globalization;

namespace AdaShift.Bench.Records;

/// <summary>
/// What a claim asserts: one label against one or more others, paired by seed. <c>A &lt; B, C</c>, <c>A &gt; B</c>, <c>A ~ B</c>. A
/// number may stand on one side: <c>0.01 &gt; A, B</c>.
/// </summary>
/// <param name="Relation">'&lt;' smaller, '&gt;' larger, '~' equal within the claim's margin.</param>
public sealed record ClaimExpression(string Left, char Relation, IReadOnlyList<string> Right)
{
    /// <exception cref="FormatException">The text is not a claim.</exception>
    public static ClaimExpression Parse(string text)
    {
        var at = text.IndexOfAny(['<', '>', '~']);
        var left = at < 0 ? "" : text[..at].Trim();
        var right = at < 0 ? [] : text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries);
        if (left.Length == 0 || right.Length == 0 || right.Any(r => r.Length == 0 || r.IndexOfAny(['<', '>', '~']) >= 0) ||
            (Number(left) is not null && right.Any(r => Number(r) is not null)))
            throw new FormatException(
                $"'{text}' is not a claim. Expected 'A < B', 'A > B, C', 'A ~ B' or '0.01 > A', with labels of the experiment.");
        return new(left, text[at], right);
    }

    /// <summary>Every label it names.</summary>
    public IEnumerable<string> Labels => Right.Prepend(Left).Where(side => Number(side) is null);

    /// <returns>Null if a side is a label; "NaN" and "Infinity" are words like any other, because neither is a useful threshold.</returns>
    public static double? Number(string side) =>
        double.TryParse(side, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;
}

/// <summary>The moment of a run that a claim is about.</summary>
public sealed record ClaimMoment(ClaimMomentKind Kind, double Value = 0)
{
    /// <exception cref="FormatException">The text is not a moment.</exception>
    public static ClaimMoment Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["end"]) return new(ClaimMomentKind.End);
        if (words is ["best"]) return new(ClaimMomentKind.Best);
        if (words is ["step" or "epoch", var number] &&
            double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value > 0)
            return new(words[0] == "step" ? ClaimMomentKind.Step : ClaimMomentKind.Epoch, value);
        throw new FormatException($"'{text}' is not a moment of a run. Allowed: end, best, step N, epoch N.");
    }
}

public enum ClaimMomentKind
{
    End,
    Best,
    Step,
    Epoch,
}
