namespace AdaShift.Bench.Records;

/// <summary>Everything that determines a run's numbers. Two equal specs are the same work.</summary>
/// <param name="Experiment">Name of the experiment, or of the ad-hoc run.</param>
/// <param name="Profile">quick, standard, paper, or "custom" when given on the command line.</param>
/// <param name="Workload">Canonical selector of the workload or measurement, every setting written out.</param>
/// <param name="Label">The optimizer's name in the report.</param>
/// <param name="Optimizers">Canonical selector of the optimizer, by player; a measurement has one, "model".</param>
/// <param name="Schedule">Canonical selector of the learning-rate schedule; null for none.</param>
/// <param name="Clip">Canonical selector of the gradient clipping; null for none.</param>
/// <param name="Probes">Canonical selectors.</param>
/// <param name="Seed">Which repetition; runs with the same seed are paired.</param>
/// <param name="Length">How long it trains and how often it evaluates.</param>
/// <param name="Device">cpu or cuda.</param>
public sealed record RunSpec(
    string Experiment,
    string Profile,
    string Workload,
    string Label,
    IReadOnlyDictionary<string, string> Optimizers,
    string? Schedule,
    string? Clip,
    IReadOnlyList<string> Probes,
    long Seed,
    RunLength Length,
    string Device)
{
    /// <returns>The first thing apart from the seed that is different in another spec, in words; null if nothing is.</returns>
    public string? Difference(RunSpec other)
    {
        var (before, after) = Words().Zip(other.Words()).FirstOrDefault(pair => pair.First != pair.Second);
        return before is null ? null : $"{before}, now {after}";
    }

    string[] Words() =>
    [
        string.Join(" + ", Optimizers.Select(o => o.Value)),
        $"schedule {Schedule ?? "none"}",
        $"clip {Clip ?? "none"}",
        $"probes {string.Join(" ", Probes)}",
        Length.Words,
        Length.IntervalWords,
        $"device {Device}",
        RecordJson.Write(this with { Seed = 0 }),
    ];
}

/// <summary>
/// How long a run trains: epochs or steps, exactly one of them; and how often it evaluates; by default every epoch, or after a twentieth
/// of the steps, which is every step if there are fewer than 40. The last step is always evaluated.
/// </summary>
public sealed record RunLength(
    double? Epochs = null, long? Steps = null, double? EvaluateEveryEpochs = null, long? EvaluateEverySteps = null)
{
    /// <summary>"9,380 steps", "0.5 epochs", "1 epoch".</summary>
    public string Words => Epochs is { } epochs
        ? FormattableString.Invariant($"{epochs:#,0.######} {(epochs == 1 ? "epoch" : "epochs")}")
        : FormattableString.Invariant($"{Steps:#,0} steps");

    /// <summary>"evaluated every 5 steps".</summary>
    public string IntervalWords
    {
        get
        {
            var inEpochs = EvaluateEverySteps is null && (EvaluateEveryEpochs ?? Epochs) is not null;
            var (unit, total) = inEpochs ? ("epoch", Epochs) : ("step", Steps);
            var every = inEpochs ? EvaluateEveryEpochs ?? 1 : EvaluationInterval(null);
            return every > total ? "evaluated at the end"
                : every == 1 ? $"evaluated every {unit}"
                : FormattableString.Invariant($"evaluated every {every:#,0.######} {unit}s");
        }
    }

    /// <summary>Training steps in all.</summary>
    /// <exception cref="InvalidOperationException">Epochs asked of a workload that has none.</exception>
    public long TotalSteps(long? stepsPerEpoch) => Steps ?? InSteps(Epochs!.Value, stepsPerEpoch);

    /// <summary>Training steps from one evaluation to the next.</summary>
    public long EvaluationInterval(long? stepsPerEpoch) =>
        EvaluateEverySteps
        ?? (EvaluateEveryEpochs is { } epochs ? InSteps(epochs, stepsPerEpoch)
            : Epochs is not null ? Math.Min(InSteps(1, stepsPerEpoch), TotalSteps(stepsPerEpoch))
            : Math.Max(1, TotalSteps(stepsPerEpoch) / 20));

    static long InSteps(double epochs, long? stepsPerEpoch) => Math.Max(1, (long)Math.Round(epochs * (stepsPerEpoch ??
        throw new InvalidOperationException("This workload has no epochs: give its length in steps."))));
}
