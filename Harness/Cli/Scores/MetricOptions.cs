using System.CommandLine;
using System.Globalization;
using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Cli.Scores;

/// <summary>The options of <c>bleu</c> that say what is computed.</summary>
sealed class MetricOptions
{
    const string Nmt = "nmt";

    static readonly string[] known = ["bleu", "chrf"];

    readonly Option<string[]> metrics = new("--metrics", "-m")
    {
        Description = "What to compute: bleu, chrf or both. By default bleu.",
        HelpName = string.Join('|', known),
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [known[0]],
    };

    readonly Option<string> variant = CommonOptions.OneOf(
        "--variant", "Whose BLEU to compute: sacreBLEU's, or that of tensorflow/nmt's script.", "sacrebleu", Nmt);

    readonly Option<string> smoothMethod = CommonOptions.OneOf("--smooth-method", "Smoothing of BLEU.", [.. Smoothing.Names]);
    readonly Option<double?> smoothValue = new("--smooth-value", "-sv")
    {
        Description = "The value of floor (by default 0.1) or add-k (1).",
        HelpName = "X",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value >= 0 && double.IsFinite(value)) return value;
            result.AddError($"--smooth-value '{text}' is not valid. Allowed: a number from 0.");
            return null;
        },
    };

    readonly Option<string?> tokenize = new("--tokenize", "-tok")
    {
        Description = $"Tokenizer of BLEU: {string.Join(", ", Tokenizer.Names)}. By default 13a, zh if the language is Chinese.",
        HelpName = "NAME",
    };

    readonly Option<string?> languages = new("--language-pair", "-l")
    {
        Description = "Source and target language, such as en-zh; chooses the tokenizer.",
        HelpName = "L-L",
    };

    readonly Option<bool> lowercase = new("--lowercase", "-lc") { Description = "BLEU ignores case." };
    readonly Option<int> maxNgramOrder = CommonOptions.Whole(
        "--max-ngram-order", null, "Highest order of BLEU's n-grams.", least: 1, unlessGiven: 4);

    readonly Option<bool> effectiveOrder = new("--effective-order")
    {
        Description = "BLEU leaves out orders that the hypotheses have no n-grams of; always so with --sentence-level.",
    };

    readonly Option<int> characterOrder = CommonOptions.Whole(
        "--chrf-char-order", "-cc", "Character n-grams of chrF.", least: 0, unlessGiven: 6);

    readonly Option<int> wordOrder = CommonOptions.Whole(
        "--chrf-word-order", "-cw", "Word n-grams of chrF; 2 is chrF++.", least: 0, unlessGiven: 0);

    readonly Option<int> beta = CommonOptions.Whole(
        "--chrf-beta", null, "How many times as important recall is as precision.", least: 0, unlessGiven: 2);

    readonly Option<bool> whitespace = new("--chrf-whitespace") { Description = "White space counts as characters." };
    readonly Option<bool> chrfLowercase = new("--chrf-lowercase") { Description = "chrF ignores case." };
    readonly Option<bool> epsilon = new("--chrf-eps-smoothing")
    {
        Description = "Epsilon smoothing as in chrF++.py, NLTK and Moses instead of the effective order.",
    };

    /// <summary>No warning about text that looks tokenized.</summary>
    public Option<bool> Force { get; } = new("--force") { Description = "Do not warn about hypotheses that look tokenized." };

    public void AddTo(Command verb)
    {
        smoothMethod.Aliases.Add("-s");
        metrics.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !known.Contains(token.Value)))
                result.AddError($"--metrics '{token.Value}' is not known.{NearestName.Among(token.Value, known, "Allowed")}");
        });
        Option[] options =
        [
            metrics, variant, smoothMethod, smoothValue, tokenize, languages, lowercase, Force, maxNgramOrder, effectiveOrder,
            characterOrder, wordOrder, beta, whitespace, chrfLowercase, epsilon,
        ];
        foreach (var option in options) verb.Add(option);
    }

    /// <returns>BLEU before chrF, whatever the order on the command line.</returns>
    /// <exception cref="ScoringException">A value that is not allowed.</exception>
    public IReadOnlyList<TranslationMetric> Metrics(ParseResult parsed) =>
    [
        .. from name in known
           where parsed.GetValue(metrics)!.Contains(name)
           select name == "bleu" ? Bleu(parsed) : (TranslationMetric)Chrf(parsed),
    ];

    Bleu Bleu(ParseResult parsed)
    {
        var isNmt = parsed.GetValue(variant) == Nmt;
        if (isNmt && (Given(parsed, tokenize) || Given(parsed, languages)))
            throw new ScoringException("--variant nmt splits on spaces: leave out --tokenize and --language-pair.");
        var bleu = isNmt ? Scoring.Bleu.TensorFlowNmt : new Bleu { Tokenizer = TokenizerOf(parsed) };
        return bleu with
        {
            Smoothing = isNmt && !Given(parsed, smoothMethod) ? bleu.Smoothing
                : Smoothing.Named(parsed.GetValue(smoothMethod)!, parsed.GetValue(smoothValue)),
            Lowercase = parsed.GetValue(lowercase),
            EffectiveOrder = parsed.GetValue(effectiveOrder),
            MaxNgramOrder = parsed.GetValue(maxNgramOrder),
        };
    }

    Chrf Chrf(ParseResult parsed)
    {
        var chrf = new Chrf
        {
            CharacterOrder = parsed.GetValue(characterOrder),
            WordOrder = parsed.GetValue(wordOrder),
            Beta = parsed.GetValue(beta),
            Lowercase = parsed.GetValue(chrfLowercase),
            Whitespace = parsed.GetValue(whitespace),
            EpsilonSmoothing = parsed.GetValue(epsilon),
        };
        _ = chrf.Orders; // refuses 0 before any file is read
        return chrf;
    }

    /// <summary>The requested tokenizer, or the target language's.</summary>
    Tokenizer TokenizerOf(ParseResult parsed)
    {
        if (parsed.GetValue(tokenize) is { } name) return Tokenizer.Named(name);
        if (parsed.GetValue(languages) is not { } pair) return Tokenizer.Default;
        return pair.Split('-') is not [{ Length: > 0 }, { Length: > 0 } target]
            ? throw new ScoringException($"--language-pair '{pair}' is not valid. Allowed: two languages, such as en-de.")
            : Tokenizer.Named(target switch { "zh" => "zh", "ja" => "ja-mecab", "ko" => "ko-mecab", _ => Tokenizer.Default.Name });
    }

    static bool Given(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };
}
