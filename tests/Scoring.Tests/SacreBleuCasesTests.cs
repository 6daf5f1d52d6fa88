using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AdaShift.Bench.Scoring.Tests;

/// <summary>
/// SacreBleuCases.jsonl: scores and lines that sacreBLEU 2.6.0 gave (Python 3.11, regex 2022.10.31) for odd segments under many options.
/// </summary>
public sealed class SacreBleuCasesTests
{
    static readonly string[] cases = File.ReadAllLines(Path.Combine(FolderOfThisFile(), "SacreBleuCases.jsonl"));

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, cases.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_score_and_its_line_are_those_of_sacrebleu(int number)
    {
        using var json = JsonDocument.Parse(cases[number]);
        var known = json.RootElement;
        var metric = MetricOf(known.GetProperty("metric").GetString()!, known.GetProperty("options"));
        var references = known.GetProperty("references").EnumerateArray().Select(Texts).ToArray();

        var score = metric.Score(metric.Statistics([.. Texts(known.GetProperty("hypotheses")).Select(text => text!)], references));

        score.Value.ShouldBe(known.GetProperty("score").GetDouble(), 1e-9, known.GetProperty("why").GetString());
        score.Line(4).ShouldBe(known.GetProperty("line").GetString());
    }

    static TranslationMetric MetricOf(string name, JsonElement options) => name == "bleu"
        ? new Bleu
        {
            MaxNgramOrder = options.GetProperty("order").GetInt32(),
            Lowercase = options.GetProperty("lowercase").GetBoolean(),
            EffectiveOrder = options.GetProperty("effective").GetBoolean(),
            Tokenizer = Tokenizer.Named(options.GetProperty("tokenizer").GetString()!),
            Smoothing = Smoothing.Named(options.GetProperty("smoothing").GetString()!, options.GetProperty("value").Deserialize<double?>()),
        }
        : new Chrf
        {
            CharacterOrder = options.GetProperty("characters").GetInt32(),
            WordOrder = options.GetProperty("words").GetInt32(),
            Beta = options.GetProperty("beta").GetInt32(),
            Lowercase = options.GetProperty("lowercase").GetBoolean(),
            Whitespace = options.GetProperty("whitespace").GetBoolean(),
            EpsilonSmoothing = options.GetProperty("epsilon").GetBoolean(),
        };

    static string?[] Texts(JsonElement array) => [.. array.EnumerateArray().Select(text => text.GetString())];

    static string FolderOfThisFile([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
