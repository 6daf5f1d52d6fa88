using System.Globalization;
using System.Text;
using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Probes;

/// <summary>
/// The net update factor k(g_t) of equation 8 on the gradients of a real run, for any rule: does a large gradient move θ as far, for its
/// size, as a small one?
/// </summary>
/// <remarks>
/// Keeps a window of gradients and, once it is full, runs the rule along it again from the start; see <see cref="NetUpdateFactor"/>.
/// Records the mean of k by the rank of |g|: <c>net-update/k-to-50</c>, <c>-to-90</c>, <c>-to-99</c> and <c>-top</c> (percentiles), and
/// <c>net-update/bias</c> = k-top / k-to-50, which is 1 if large and small gradients count alike. The artefact <c>net-update.csv</c> lists
/// each |g| with its k. The learning rate is the rule's, without a schedule. AdaShift's φ is taken over the observed elements.
/// </remarks>
/// <param name="parameter">
/// Which parameter; the first that gets a gradient when left out. With several players, that of the first one that has it.
/// </param>
/// <param name="elements">How many of its elements, spread evenly; fewer if it has fewer.</param>
/// <param name="from">Steps before the window.</param>
/// <param name="window">
/// Gradients in the window. In its first half v settles, in its last tenth m forgets: β1 to that power is what is missed.
/// </param>
/// <param name="samples">How many k are measured, a quarter of them in each range of |g|.</param>
[Probe("net-update", Source = "Zhou et al., ICLR 2019 (arXiv 1810.00143), equation 8")]
public sealed class NetUpdate(
    string parameter = "",
    [Interval("[1, 65536]")] int elements = 64,
    [Interval("[0, inf)")] long from = 0,
    [Interval("[20, 1e6]")] int window = 2_000,
    [Interval("[4, 65536]")] int samples = 256) : Probe
{
    static readonly (string name, double upTo)[] ranges = [("k-to-50", 0.5), ("k-to-90", 0.9), ("k-to-99", 0.99), ("k-top", 1)];

    readonly HashSet<string> seen = new(StringComparer.Ordinal);
    readonly Dictionary<string, UpdateRule> rules = new(StringComparer.Ordinal); // by player
    string? whose; // the player whose parameter it is
    Tensor? gradients; // [window, E] in float64
    long met, kept;
    List<(int range, double size, double k)>? measured;

    public override void Begin(string player, UpdateRule rule) => rules[player] = rule;

    public override void Observe(in Update update)
    {
        if (seen.Count == 0 || update.Parameter == parameter) seen.Add(update.Parameter);
        if (update.Parameter != (parameter.Length > 0 ? parameter : seen.First()) || update.Player != (whose ??= update.Player)) return;
        if (met++ < from || kept == window) return;
        using var scope = NewDisposeScope();
        var flat = update.Gradient.reshape(-1);
        var size = Math.Min(flat.numel(), elements);
        gradients ??= zeros(window, size, dtype: ScalarType.Float64).DetachFromDisposeScope();
        var spread = arange(size, dtype: ScalarType.Int64) * flat.numel() / size;
        gradients[kept++].copy_(flat[spread.to(ScalarType.Int64)]);
    }

    public override void Report(EvaluationBuilder evaluation)
    {
        if (parameter.Length > 0 && seen.Count > 0 && !seen.Contains(parameter))
            throw new InvalidOperationException(
                $"The probe net-update is to look at '{parameter}', which no gradient came for. There is, for example, '{seen.First()}'.");
        if (kept < window || (measured ??= Measure()).Count == 0) return;
        var means = measured.GroupBy(m => m.range).ToDictionary(r => r.Key, r => r.Average(m => m.k));
        foreach (var (range, mean) in means) evaluation.Add($"net-update/{ranges[range].name}", mean);
        if (means.TryGetValue(0, out var small) && means.TryGetValue(ranges.Length - 1, out var large))
            evaluation.Add("net-update/bias", large / small);
        evaluation.AddText("net-update.csv", Csv(measured));
    }

    public override void Save(Snapshot to)
    {
        to.Put("met", met);
        to.Put("kept", kept);
        to.Put("seen", string.Join('\n', seen));
        if (whose is not null) to.Put("player", whose);
        if (gradients is not null) to.Put("gradients", gradients);
    }

    public override void Load(Snapshot from)
    {
        Forget();
        (met, kept, measured) = (from.GetInteger("met"), from.GetInteger("kept"), null);
        seen.Clear();
        seen.UnionWith(from.GetText("seen").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        whose = from.Has("player") ? from.GetText("player") : null;
        if (from.Has("gradients")) gradients = from.GetTensor("gradients").clone().DetachFromDisposeScope();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) Forget();
        base.Dispose(disposing);
    }

    void Forget()
    {
        gradients?.Dispose();
        gradients = null;
    }

    List<(int range, double size, double k)> Measure()
    {
        var chosen = Choose();
        if (chosen.Count == 0) return [];
        var factors = NetUpdateFactor.Of(rules[whose!], gradients!, [.. chosen.Select(c => (c.step, c.element))]);
        return [.. chosen.Select((c, i) => (c.range, c.size, factors[i]))];
    }

    /// <summary>
    /// Of the part of the window that has a past and a future: in each range of |g|, ranks spread evenly. Zeros have no k.
    /// </summary>
    List<(int range, int step, int element, double size)> Choose()
    {
        var (first, last, width) = (window / 2, window - (window / 10), (int)gradients!.shape[1]);
        var sizes = gradients.abs().data<double>().ToArray();
        int[] byRank = [.. Enumerable.Range(first * width, (last - first) * width).Where(i => sizes[i] > 0).OrderBy(i => sizes[i])];
        var chosen = new List<(int, int, int, double)>();
        for (var (range, low) = (0, 0); range < ranges.Length; range++)
        {
            var high = (int)(ranges[range].upTo * byRank.Length);
            var many = Math.Min(samples / ranges.Length, high - low);
            for (var i = 0; i < many; i++)
            {
                var at = byRank[low + (int)((long)i * (high - low) / many)];
                chosen.Add((range, at / width, at % width, sizes[at]));
            }

            low = high;
        }

        return chosen;
    }

    static string Csv(List<(int range, double size, double k)> measured)
    {
        var text = new StringBuilder("|g|,k\n");
        foreach (var (_, size, k) in measured) text.Append(CultureInfo.InvariantCulture, $"{size:G9},{k:G9}\n");
        return text.ToString();
    }
}
