using System.Globalization;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running;

/// <summary>What training steps reported: means since the last evaluation, and the first number that was not finite.</summary>
/// <remarks>
/// On the CPU every number is read at once. On a GPU this would stall the queue at each step, so numbers stay on the device and are read
/// in batches; a divergence is then noticed up to <see cref="Capacity"/> numbers late, but with its exact step.
/// </remarks>
sealed class StepMeans(bool deferred) : StepLog
{
    const int Capacity = 128;

    readonly List<Series> all = [];
    readonly List<(Series series, long step, bool isLoss, Tensor value)> unread = [];
    readonly List<(long step, string otherwise, Tensor isTrue)> expected = [];
    long step;

    /// <summary>The earliest; null while everything read is finite.</summary>
    public Divergence? Divergence { get; private set; }

    /// <param name="number">The next step, counted from 1.</param>
    public void BeginStep(long number) => step = number;

    public override void Loss(string metric, Tensor loss) => Add(metric, loss, isLoss: true);

    public override void Value(string metric, Tensor value) => Add(metric, value, isLoss: false);

    public void Diverge(long at, string reason)
    {
        if (Divergence is null || at < Divergence.Step) Divergence = new(at, reason);
    }

    /// <summary>A condition that is still on the device; if it turns out false, the run has diverged at this step.</summary>
    /// <param name="isTrue">A 0-dimensional bool; takes ownership.</param>
    /// <param name="otherwise">The reason.</param>
    public void Expect(Tensor isTrue, string otherwise)
    {
        expected.Add((step, otherwise, isTrue.DetachFromDisposeScope()));
        if (expected.Count >= Capacity) Flush();
    }

    /// <summary>Brings <see cref="Divergence"/> and the means up to date.</summary>
    public void Flush()
    {
        ReadUnread();
        ReadExpected();
    }

    void ReadUnread()
    {
        if (unread.Count == 0) return;
        using (NewDisposeScope())
        {
            var values = stack(unread.Select(u => u.value)).cpu().data<double>();
            for (int i = 0; i < unread.Count; i++)
            {
                Count(unread[i].series, unread[i].step, unread[i].isLoss, values[i]);
                unread[i].value.Dispose();
            }
        }
        unread.Clear();
    }

    /// <summary>Adds the means to an evaluation and resets them.</summary>
    public void Report(EvaluationBuilder evaluation)
    {
        Flush();
        foreach (var series in all.Where(s => s.Count > 0))
        {
            evaluation.Add(series.Metric, series.Sum / series.Count);
            (series.Sum, series.Count) = (0, 0);
        }
    }

    public void Save(Snapshot to)
    {
        Flush();
        to.Put("series", all.Count);
        for (int i = 0; i < all.Count; i++)
        {
            var part = to.Under(i.ToString(CultureInfo.InvariantCulture));
            part.Put("metric", all[i].Metric);
            part.Put("sum", all[i].Sum);
            part.Put("count", all[i].Count);
        }
    }

    /// <summary>Into a run that has not begun.</summary>
    public void Load(Snapshot from)
    {
        all.Clear();
        for (int i = 0; i < from.GetInteger("series"); i++)
        {
            var part = from.Under(i.ToString(CultureInfo.InvariantCulture));
            all.Add(new(part.GetText("metric")) { Sum = part.GetNumber("sum"), Count = part.GetInteger("count") });
        }
    }

    void Add(string metric, Tensor value, bool isLoss)
    {
        if (!deferred)
        {
            Count(Find(metric), step, isLoss, Read(value));
            return;
        }
        unread.Add((Find(metric), step, isLoss, value.detach().to(ScalarType.Float64).clone().DetachFromDisposeScope()));
        if (unread.Count >= Capacity) Flush();
    }

    void Count(Series series, long at, bool isLoss, double value)
    {
        series.Sum += value;
        series.Count++;
        if (isLoss && !double.IsFinite(value)) Diverge(at, string.Create(CultureInfo.InvariantCulture, $"{series.Metric} is {value}"));
    }

    void ReadExpected()
    {
        if (expected.Count == 0) return;
        using (NewDisposeScope())
        {
            var answers = stack(expected.Select(e => e.isTrue)).cpu().data<bool>();
            for (var i = 0; i < expected.Count; i++)
                if (!answers[i]) Diverge(expected[i].step, expected[i].otherwise);
        }

        foreach (var (_, _, isTrue) in expected) isTrue.Dispose();
        expected.Clear();
    }

    static double Read(Tensor value) => value.dtype switch
    {
        ScalarType.Float32 => value.item<float>(),
        ScalarType.Float64 => value.item<double>(),
        _ => value.detach().to(ScalarType.Float64).item<double>(),
    };

    Series Find(string metric)
    {
        foreach (var series in all)
            if (series.Metric == metric) return series;
        all.Add(new(metric));
        return all[^1];
    }

    sealed class Series(string metric)
    {
        public string Metric { get; } = metric;
        public double Sum { get; set; }
        public long Count { get; set; }
    }
}
