using System.CommandLine;
using AdaShift.Bench.Cli.Scores;
using AdaShift.Bench.Scoring;

namespace AdaShift.Bench.Cli.Verbs;

/// <summary><c>bleu</c>: scores translations, with the options and the output of sacreBLEU's own command.</summary>
sealed class BleuVerb
{
    readonly Argument<string[]> references = new("REF")
    {
        Description = "Files of references, one segment per line; several are several references of each segment.",
        Arity = ArgumentArity.OneOrMore,
    };

    readonly Option<string[]> input = new("--input", "-i")
    {
        Description = "Files of hypotheses, one per system; standard input if omitted.",
        HelpName = "HYP",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    readonly Option<int> referenceColumns = CommonOptions.Whole(
        "--num-refs", "-nr", "The one file of references has this many, separated by tabs.", least: 1, unlessGiven: 1);

    readonly Option<string> encoding = Aliased("-e", CommonOptions.OneOf("--encoding", "Encoding of the files.", ScoreInput.Encodings));
    readonly Option<bool> sentenceLevel = new("--sentence-level", "-sl") { Description = "Score every sentence by itself, one per line." };
    readonly Option<bool> confidence = new("--confidence", "-ci")
    {
        Description = "Add the 95 % interval of the score, by bootstrap resampling.",
    };

    readonly Option<int> confidenceSamples = Samples("--confidence-n", "-cin", "Resamples for the interval.", 1000);
    readonly Option<bool> pairedBootstrap = new("--paired-bs", "-pbs")
    {
        Description = "Compare each system with the first by paired bootstrap resampling.",
    };

    readonly Option<int> pairedBootstrapSamples = Samples("--paired-bs-n", "-pbsn", "Resamples for --paired-bs.", 1000);
    readonly Option<bool> pairedRandomization = new("--paired-ar", "-par")
    {
        Description = "Compare each system with the first by approximate randomisation.",
    };

    readonly Option<int> pairedRandomizationSamples = Samples("--paired-ar-n", "-parn", "Trials for --paired-ar.", 10000);
    readonly Option<int> jobs = CommonOptions.Whole(
        "--paired-jobs", "-j", "Systems compared at a time; 0 for one per core.", least: 0, unlessGiven: 1);

    readonly Option<bool> quiet = new("--quiet", "-q") { Description = "No warnings." };
    readonly Option<bool> shortSignature = new("--short", "-sh") { Description = "A shorter signature." };
    readonly Option<bool> scoreOnly = new("--score-only", "-b") { Description = "Print only the score." };
    readonly Option<int> width = CommonOptions.Whole("--width", "-w", "Decimals of scores.", least: 0, unlessGiven: 1);
    readonly Option<bool> noColor = new("--no-color", "-nc") { Description = "No colours." };
    readonly Option<string> format = Aliased("-f", CommonOptions.OneOf("--format", "Form of the output.", ScorePrinter.Formats));
    readonly MetricOptions metric = new();

    public static Command Build(Terminal terminal)
    {
        var bleu = new BleuVerb();
        var verb = new VerbCommand("bleu", "Score translations: BLEU and chrF, as sacreBLEU computes and prints them.",
            "adashift-bench bleu ref.txt -i hyp.txt -m bleu chrf",
            "adashift-bench bleu ref1.txt ref2.txt -i hyp.txt -tok intl -lc --confidence",
            "adashift-bench bleu ref.txt -i baseline.txt mine.txt --paired-bs -f text",
            "adashift-bench bleu ref.txt --variant nmt < hyp.txt")
        {
            bleu.references, bleu.input, bleu.referenceColumns, bleu.encoding, bleu.sentenceLevel, bleu.confidence, bleu.confidenceSamples,
            bleu.pairedBootstrap, bleu.pairedBootstrapSamples, bleu.pairedRandomization, bleu.pairedRandomizationSamples, bleu.jobs,
            bleu.quiet, bleu.shortSignature, bleu.scoreOnly, bleu.width, bleu.noColor, bleu.format,
        };
        bleu.metric.AddTo(verb);
        verb.SetAction(parsed => bleu.Run(parsed, terminal));
        return verb;
    }

    int Run(ParseResult parsed, Terminal terminal)
    {
        var (metrics, seed) = What(parsed, terminal);
        var paired = Paired(parsed, seed);
        var reader = new ScoreInput(terminal, parsed.GetValue(encoding)!, parsed.GetValue(quiet));
        var files = reader.Read(
            parsed.GetValue(references)!, parsed.GetValue(referenceColumns), parsed.GetValue(input)!, paired is not null);
        Check(parsed, files.Systems.Count, metrics.Count, paired);
        if (!parsed.GetValue(metric.Force) && metrics.OfType<Bleu>().Any()) reader.WarnOfTokenized(files);

        var printer = new ScorePrinter(terminal, Layout(parsed, terminal));
        if (parsed.GetValue(sentenceLevel))
            printer.Sentences(metrics[0], files);
        else if (files.Systems.Count == 1)
            printer.Corpus(metrics, files, parsed.GetValue(confidence) ? Confidence(parsed, seed) : null);
        else
            printer.Systems(metrics, files, paired, parsed.GetValue(jobs));
        return ExitCode.Fine;
    }

    /// <exception cref="UsageException">A value that is not allowed.</exception>
    (IReadOnlyList<TranslationMetric> Metrics, ResamplingSeed Seed) What(ParseResult parsed, Terminal terminal)
    {
        try
        {
            return (metric.Metrics(parsed), ResamplingSeed.Parse(terminal.Variable(ResamplingSeed.Variable)));
        }
        catch (ScoringException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    Resampling? Paired(ParseResult parsed, ResamplingSeed seed) =>
        (parsed.GetValue(pairedBootstrap), parsed.GetValue(pairedRandomization)) switch
    {
        (true, true) => throw new UsageException("--paired-bs and --paired-ar are two tests: give one of them."),
        (true, _) => new(ResamplingKind.Bootstrap, parsed.GetValue(pairedBootstrapSamples), seed),
        (_, true) => new(ResamplingKind.ApproximateRandomization, parsed.GetValue(pairedRandomizationSamples), seed),
        _ => null,
    };

    Resampling Confidence(ParseResult parsed, ResamplingSeed seed) =>
        new(ResamplingKind.Bootstrap, parsed.GetValue(confidenceSamples), seed);

    void Check(ParseResult parsed, int systems, int metrics, Resampling? paired)
    {
        var (sentences, interval) = (parsed.GetValue(sentenceLevel), parsed.GetValue(confidence));
        if (sentences && metrics > 1) throw new UsageException($"--sentence-level is for one metric, but --metrics names {metrics}.");
        if (sentences && systems > 1) throw new UsageException($"--sentence-level is for one system, but there are {systems}.");
        if (sentences && (interval || paired is not null))
            throw new UsageException("--sentence-level has no statistical tests: leave out --confidence, --paired-bs and --paired-ar.");
        if (paired is not null && systems == 1)
            throw new UsageException("A paired test is for several systems: name at least two files with --input.");
        if (interval && systems > 1)
            throw new UsageException($"--confidence is for one system, but there are {systems}. Use --paired-bs or --paired-ar.");
    }

    ScoreLayout Layout(ParseResult parsed, Terminal terminal)
    {
        var overridden = terminal.Variable("SACREBLEU_FORMAT")?.ToLowerInvariant();
        return new(
            ScorePrinter.Formats.Contains(overridden) ? overridden! : parsed.GetValue(format)!,
            parsed.GetValue(width), parsed.GetValue(scoreOnly), parsed.GetValue(shortSignature),
            Colors: terminal.Live && !parsed.GetValue(noColor));
    }

    static Option<int> Samples(string name, string alias, string description, int unlessGiven) =>
        CommonOptions.Whole(name, alias, description, least: 1, unlessGiven);

    static Option<string> Aliased(string alias, Option<string> option)
    {
        option.Aliases.Add(alias);
        return option;
    }
}
