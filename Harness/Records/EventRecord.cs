namespace AdaShift.Bench.Records;

/// <summary>One line of <c>events.jsonl</c>, which is only ever appended to.</summary>
/// <param name="Kind">started, evaluation, resumed, diverged or finished.</param>
/// <param name="Step">Training steps taken.</param>
/// <param name="Epoch">Passes over the data; null if the workload has none.</param>
/// <param name="Metrics">At an evaluation: the workload's metrics at θ, and the means of the step log since the last evaluation.</param>
/// <param name="Seconds">Since the run began, over all pieces of a resumed run.</param>
/// <param name="WarmUp">True while caches and allocators are still filling: numbers count, but times are not compared.</param>
/// <param name="Artefacts">File names under <c>artefacts/step-NNN/</c>.</param>
public sealed record EventRecord(
    string Kind,
    long Step,
    double? Epoch,
    IReadOnlyDictionary<string, double> Metrics,
    PhaseSeconds Seconds,
    bool WarmUp = false,
    IReadOnlyList<string>? Artefacts = null,
    string? Note = null)
{
    public const string FileName = "events.jsonl";
    public const string Started = "started";
    public const string Evaluated = "evaluation";
    public const string Resumed = "resumed";
    public const string Diverged = "diverged";
    public const string Finished = "finished";
}

/// <summary>Seconds by phase. Algorithm time is training + optimizer + data.</summary>
/// <param name="Setup">From the worker's start to the first step: library load, data, model. Not part of any total.</param>
/// <param name="Parts">Algorithm time of the parts that a workload's training step names; null if it names none.</param>
public sealed record PhaseSeconds(
    double Training, double Optimizer, double Data, double Evaluation, double Bookkeeping, double Setup,
    IReadOnlyDictionary<string, double>? Parts = null)
{
    public static PhaseSeconds Zero { get; } = new(0, 0, 0, 0, 0, 0);

    public double Algorithm => Training + Optimizer + Data;

    /// <summary>Everything from the first step on.</summary>
    public double Wall => Algorithm + Evaluation + Bookkeeping;

    public static PhaseSeconds operator +(PhaseSeconds a, PhaseSeconds b) => new(
        a.Training + b.Training, a.Optimizer + b.Optimizer, a.Data + b.Data,
        a.Evaluation + b.Evaluation, a.Bookkeeping + b.Bookkeeping, a.Setup + b.Setup, Sum(a.Parts, b.Parts));

    static IReadOnlyDictionary<string, double>? Sum(IReadOnlyDictionary<string, double>? a, IReadOnlyDictionary<string, double>? b) =>
        a is null ? b
        : b is null ? a
        : a.Concat(b).GroupBy(part => part.Key, part => part.Value).ToDictionary(part => part.Key, part => part.Sum());
}
