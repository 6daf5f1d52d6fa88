using AdaShift.Bench.Scoring.Python;

namespace AdaShift.Bench.Scoring;

/// <summary>The mean of resampled scores, and half the width of their 95 % interval.</summary>
public sealed record ConfidenceInterval(double Mean, double HalfWidth);

/// <summary>A corpus' or a sentence's score, printed as sacreBLEU prints it.</summary>
/// <param name="Value">In [0, 100].</param>
public record Score(string Name, double Value, Signature Signature)
{
    public ConfidenceInterval? Interval { get; init; }

    /// <summary>What follows the score; empty if nothing does.</summary>
    public virtual string Details => "";

    /// <returns><c>48.5</c>, with an interval <c>48.5 (μ = 48.3 ± 1.2)</c>.</returns>
    public string Number(int decimals) =>
        $"{PythonNumber.Fixed(Value, decimals)}{(Confidence(decimals) is { } interval ? $" ({interval})" : "")}";

    /// <returns><c>BLEU|nrefs:1|…|version:2.6.0 = 48.5 82.4/50.0/45.5/37.5 (BP = …)</c></returns>
    public string Line(int decimals, bool shortSignature = false) =>
        $"{Name}|{Signature.Format(shortSignature)} = {Number(decimals)}{(Details.Length > 0 ? $" {Details}" : "")}";

    /// <returns>One JSON object, indented by one space.</returns>
    public string Json(int decimals)
    {
        var properties = new List<(string Name, string Json)>
        {
            ("name", PythonJson.Quote(Name)),
            ("score", Rounded(Value, decimals)),
            ("signature", PythonJson.Quote(Signature.ToString())),
        };
        if (Confidence(decimals) is { } confidence)
        {
            properties.Add(("confidence_mean", Rounded(Interval!.Mean, decimals)));
            properties.Add(("confidence_var", Rounded(Interval.HalfWidth, decimals)));
            properties.Add(("confidence", PythonJson.Quote(confidence)));
        }

        if (Details.Length > 0) properties.Add(("verbose_score", PythonJson.Quote(Details)));
        properties.AddRange(Signature.Entries.Select(entry => (entry.Name, PythonJson.Quote(entry.Value))));
        return $"{{\n{string.Join(",\n", properties.Select(property => $" {PythonJson.Quote(property.Name)}: {property.Json}"))}\n}}";
    }

    /// <returns>Null without an interval, or, as in sacreBLEU, if its mean is 0.</returns>
    string? Confidence(int decimals) => Interval is { Mean: > 0 } interval
        ? $"μ = {PythonNumber.Fixed(interval.Mean, decimals)} ± {PythonNumber.Fixed(interval.HalfWidth, decimals)}"
        : null;

    static string Rounded(double value, int decimals) => PythonNumber.Repr(
        double.Parse(PythonNumber.Fixed(value, decimals), System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>A BLEU score and what it consists of. Arrays are by order − 1.</summary>
public sealed record BleuScore(double Value, Signature Signature) : Score("BLEU", Value, Signature)
{
    /// <summary>n-grams of the hypotheses that references have, before smoothing.</summary>
    public required IReadOnlyList<long> Matches { get; init; }

    /// <summary>n-grams of the hypotheses, before smoothing.</summary>
    public required IReadOnlyList<long> Ngrams { get; init; }

    /// <summary>In percent, after smoothing.</summary>
    public required IReadOnlyList<double> Precisions { get; init; }

    /// <summary>In [0, 1].</summary>
    public required double BrevityPenalty { get; init; }

    /// <summary>Tokens.</summary>
    public required long HypothesisLength { get; init; }

    /// <summary>Tokens, of one reference per segment.</summary>
    public required long ReferenceLength { get; init; }

    public double LengthRatio => ReferenceLength > 0 ? (double)HypothesisLength / ReferenceLength : 0;

    public override string Details
    {
        get
        {
            var precisions = string.Join('/', Precisions.Select(precision => PythonNumber.Fixed(precision, 1)));
            var (penalty, ratio) = (PythonNumber.Fixed(BrevityPenalty, 3), PythonNumber.Fixed(LengthRatio, 3));
            return FormattableString.Invariant(
                $"{precisions} (BP = {penalty} ratio = {ratio} hyp_len = {HypothesisLength} ref_len = {ReferenceLength})");
        }
    }
}
