using System.Globalization;

namespace AdaShift.Bench.Contracts;

/// <summary>What a claim asserts: one label against one or more others, paired by seed. <c>A &lt; B, C</c>, <c>A &gt; B</c>, <c>A ~ B</c>.</summary>
/// <param name="Relation">'&lt;' smaller, '&gt;' larger, '~' equal within the claim's margin.</param>
public sealed record ClaimExpression(string Left, char Relation, IReadOnlyList<string> Right)
{
    /// <exception cref="FormatException">The text is not a claim.</exception>
    public static ClaimExpression Parse(string text)
    {
        var at = text.IndexOfAny(['<', '>', '~']);
        var left = at < 0 ? "" : text[..at].Trim();
        var right = at < 0 ? [] : text[(at + 1)..].Split(',', StringSplitOptions.TrimEntries);
        if (left.Length == 0 || right.Length == 0 || right.Any(r => r.Length == 0 || r.IndexOfAny(['<', '>', '~']) >= 0))
            throw new FormatException($"'{text}' is not a claim. Expected 'A < B', 'A > B, C' or 'A ~ B', with labels of the experiment.");
        return new(left, text[at], right);
    }

    /// <summary>Every label it names.</summary>
    public IEnumerable<string> Labels => Right.Prepend(Left);
}

/// <summary>The moment of a run a claim looks at.</summary>
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
