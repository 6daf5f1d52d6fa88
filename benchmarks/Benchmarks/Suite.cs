using System.Globalization;
using AdaShift.Bench.Running;
using MathNet.Numerics.Statistics;

namespace AdaShift.Bench.Benchmarks;

/// <summary>Runs the benchmarks and writes their results, each next to its target.</summary>
/// <param name="results">The folder of the Markdown files.</param>
/// <param name="peer">peer.py.</param>
/// <param name="bench">The command line, as installed.</param>
sealed class Suite(string results, string peer, string bench)
{
    const string MlpStep = "MLP step, 784-256-256-10, batch 64: forward, backward, Adam";
    const string ResidualStep = "Critic step of Figure 7a, residual net of width 32, 32×32, batch 64";
    const string Translation = "Translation, attention LSTM of 256 units, vocabularies of 8,000, sentences of 11 to 20 words";
    const string AdashiftStep = "Step of adashift (n = 10, φ = max)";
    const string Many = "299 tensors, 0.76 M parameters";
    const string Large = "10 tensors of 2 M parameters";
    const int Threads = 1;
    const int Processes = 4;
    const int Blocks = 12;

    public int Run(string what)
    {
        var all = new Dictionary<string, Func<Result>>(StringComparer.Ordinal)
        {
            ["mlp"] = () => AgainstPyTorch("mlp", MlpStep, 0.95),
            ["lstm"] = () => AgainstPyTorch("lstm", "LSTM step, 2 layers of 256, T = 30, batch 64", 0.90),
            ["conv"] = () => AgainstPyTorch("conv", "Convolution step, 4 × (conv 64 + batch norm), 32×32, batch 32", 0.98),
            ["resnet18"] = () => AgainstPyTorch("resnet18", "ResNet-18 step (released form, width 32), 32×32, batch 32", 1.0),
            ["densenet"] = () => AgainstPyTorch("densenet", "DenseNet-BC-40 step (k = 12), 32×32, batch 32", 1.0),
            ["critic"] = () => AgainstPyTorch("critic", "WGAN-GP critic step, 784-256-256-1, batch 64", 1.0),
            ["residual-gp"] = () => AgainstPyTorch("residual-gp", $"{ResidualStep}, WGAN-GP", 1.0),
            ["residual-maxgp"] = () => AgainstPyTorch("residual-maxgp", $"{ResidualStep}, log σ + linear with MaxGP", 1.0),
            ["nmt-step"] = () => AgainstPyTorch("nmt-step", $"{Translation}: a training step on 64 sentences, dropout 0.2", 1.0),
            ["nmt-beam"] = () => AgainstPyTorch("nmt-beam", $"{Translation}: 32 sentences by a beam of 10, 20 words each", 0.8),
            ["loop"] = Loop,
            ["startup"] = ListStartUp,
            ["memory"] = Memory,
            ["bleu"] = BleuOfManySegments,
            ["many-adashift"] = () => AgainstPyTorch("many-adashift", $"{AdashiftStep}, {Many}", 0.045),
            ["many-adam"] = () => AgainstPyTorch("many-adam", $"Step of adam, {Many}", 0.045),
            ["large-adashift"] = () => AgainstPyTorch("large-adashift", $"{AdashiftStep}, {Large}", 0.32),
            ["large-adam"] = () => AgainstPyTorch("large-adam", $"Step of adam, {Large}", 0.32),
        };
        if (what != "all" && !all.Keys.Any(name => Wants(what, name)))
            throw new ArgumentException($"Unknown benchmark '{what}'. Available: all, {string.Join(", ", all.Keys)}.", nameof(what));
        Directory.CreateDirectory(results);
        Console.WriteLine(Result.Header);
        var met = true;
        foreach (var (name, measure) in all.Where(entry => Wants(what, entry.Key)))
        {
            var result = measure();
            met &= result.Met;
            Console.WriteLine(result.Row);
            File.WriteAllText(Path.Combine(results, $"{name}.md"), $"{result.Page}\n{Conditions()}\n");
        }

        return met ? 0 : 1;
    }

    Result AgainstPyTorch(string what, string title, double bar)
    {
        var (theirName, threads) = ("", $"{Threads}");
        var found = Interleaved.Compare(Processes, Blocks, () =>
        {
            var theirs = new ArmProcess(PythonPath(), peer, what, threads);
            theirName = theirs.Name;
            return (new(Environment.ProcessPath!, "arm", what, threads), theirs);
        });
        return OfRatio(title, bar, found, theirName, $"{Processes} pairs of fresh processes, 1 thread, ABBA blocks of 0.2 s");
    }

    /// <summary>"many" stands for every benchmark whose name begins with "many-".</summary>
    static bool Wants(string what, string name) =>
        what == "all" || name == what || name.StartsWith($"{what}-", StringComparison.Ordinal);

    Result Loop() => OfRatio($"The runner's loop, {MlpStep}", 1.01, RunnerLoop.Compare(100, Threads),
        "a bare TorchSharp loop with the same optimizer",
        $"alternating blocks of {RunnerLoop.BlockSteps} steps, 1 thread, each model created first once");

    Result ListStartUp()
    {
        var seconds = StartUp.Measure(bench, 20);
        var median = seconds[seconds.Length / 2];
        return new(
            "`adashift-bench list`", Invariant($"{median:0.000} s ({seconds[0]:0.000} to {seconds[^1]:0.000})"), "≤ 0.2 s", median <= 0.2,
            $"median of {seconds.Length} starts, minimum and maximum in brackets");
    }

    Result BleuOfManySegments()
    {
        var seconds = BleuRun.Measure(10);
        var median = seconds[seconds.Length / 2];
        return new($"BLEU of {BleuRun.Segments.ToString("N0", CultureInfo.InvariantCulture)} segments of about 20 tokens",
            Invariant($"{median:0.00} s ({seconds[0]:0.00} to {seconds[^1]:0.00})"), "≤ 5 s", median <= 5,
            $"median of {seconds.Length} repetitions, minimum and maximum in brackets; one thread");
    }

    Result Memory()
    {
        var samples = MemoryRun.Measure(bench);
        // The first quarter is warm-up: allocators fill, code is compiled.
        double[] quarters = [.. samples.Index().GroupBy(s => s.Index * 4 / samples.Length).Select(quarter => quarter.Max(s => s.Item))];
        var growth = quarters[3] / quarters[1] - 1;
        return new($"Memory of a {MemoryRun.Steps.ToString("N0", CultureInfo.InvariantCulture)}-step MLP run, last quarter against second",
            Invariant($"{growth:+0.0%;-0.0%} ({quarters[1]:0} → {quarters[3]:0} MiB)"), "≤ +2 %", growth <= 0.02,
            "largest resident set of the worker by quarter of the run: "
            + string.Join(", ", quarters.Select(q => Invariant($"{q:0} MiB"))));
    }

    /// <summary>The machine and the build that the numbers come from.</summary>
    static string Conditions()
    {
        var here = EnvironmentProbe.Read("cpu", Threads);
        return $"{here.Cpu}, {here.Cores} processors; {here.Os}; {here.DotNet}; "
            + $"{here.Engine} over libtorch {here.LibTorch} with {here.Blas}; commit {here.Commit ?? "unknown"}.";
    }

    static Result OfRatio(string title, double bar, Comparison found, string against, string how) => new(
        title,
        found.ToString(),
        Invariant($"≤ {bar:0.###}×"),
        found.Ratio <= bar,
        Invariant($"{found.Ours.Median() / 1000:0.00} µs against {found.Theirs.Median() / 1000:0.00} µs of {against}; {how}; ")
        + Invariant($"median ratio of {found.Ratios.Count()} pairs, quartiles in brackets"));

    static string PythonPath() => Environment.GetEnvironmentVariable("ADASHIFT_PYTHON") is { Length: > 0 } path ? path : "python3";

    static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}

/// <param name="Found">With its unit and spread.</param>
/// <param name="Bar">The target.</param>
sealed record Result(string Title, string Found, string Bar, bool Met, string How)
{
    public const string Header = "| what | found | target | met | how |\n| --- | --- | --- | --- | --- |";

    public string Row => $"| {Title} | {Found} | {Bar} | {(Met ? "yes" : "**no**")} | {How} |";

    public string Page => $"{Header}\n{Row}\n";
}
