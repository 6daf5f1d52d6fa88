namespace AdaShift.Bench.Scoring;

/// <summary>Unescapes four XML entities and separates ASCII punctuation; sacreBLEU's default.</summary>
/// <remarks>sacreBLEU, tokenizer_13a.py, after NIST's mteval-v13a.pl.</remarks>
sealed class Tokenizer13a : Tokenizer
{
    public override string Name => "13a";

    internal override string Separate(string segment)
    {
        if (segment.Contains('<', StringComparison.Ordinal)) segment = segment.Replace("<skipped>", "", StringComparison.Ordinal);
        if (segment.Contains('\n', StringComparison.Ordinal))
            segment = segment.Replace("-\n", "", StringComparison.Ordinal).Replace('\n', ' ');
        return WesternPunctuation.Separate($" {(segment.Contains('&', StringComparison.Ordinal) ? Unescape(segment) : segment)} ");
    }

    /// <summary>One after the other, so that <c>&amp;amp;lt;</c> becomes a less-than sign.</summary>
    static string Unescape(string segment) => segment
        .Replace("&quot;", "\"", StringComparison.Ordinal)
        .Replace("&amp;", "&", StringComparison.Ordinal)
        .Replace("&lt;", "<", StringComparison.Ordinal)
        .Replace("&gt;", ">", StringComparison.Ordinal);
}
