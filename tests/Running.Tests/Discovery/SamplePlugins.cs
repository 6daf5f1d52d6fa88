using System.Numerics;
using System.Runtime.Intrinsics;
using AdaShift.Bench.Optim;
using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Plug-ins with every kind of setting. They are planned, never run.</summary>
public static class SamplePlugins
{
    public static PluginCatalog Catalog { get; } = PluginCatalog.Discover([typeof(SamplePlugins).Assembly], []);

    public enum Form
    {
        None,
        RunningMax,
        MaxGP,
    }

    public sealed record NoState : RuleState;

    public abstract record Rule : UpdateRule<NoState>
    {
        public override NoState Init(Tensor theta) => new();

        public override Tensor? Step(NoState state, Tensor theta, Tensor grad) => null;
    }

    [Optimizer("sample-adam", Source = "Somebody 2015")]
    public sealed record Adam(
        [Interval("(0, inf)")] double Lr = 0.001,
        [Interval("[0, 1)")] double Beta1 = 0.9,
        double WeightDecay = 0,
        [Interval("[0, 100]")] int Delay = 10,
        bool Nesterov = false,
        Form Form = Form.RunningMax,
        string Note = "plain") : Rule
    {
        public override IEnumerable<string> Validate()
        {
            if (Nesterov && Delay > 10) yield return $"nesterov wants delay <= 10, not {Delay}.";
        }
    }

    [Optimizer("sample-optional")]
    public sealed record Optional(
        float Eps = 1e-8f, [Interval("[1, 9]")] int? Window = null, string? Path = null, long Count = 5_000_000_000) : Rule;

    [Optimizer("sample-fast")]
    public sealed record Fast(double Lr = 0.1) : Rule;

    [Accelerates(typeof(Fast))]
    public sealed class FastAccelerator<T> : Accelerator<T, NoState, Times<T>>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        readonly Fast rule;

        public FastAccelerator(Fast rule) => this.rule = rule;

        protected override Times<T> Begin(NoState state, ref Job job) => new(Of(rule.Lr));
    }

    public readonly record struct Times<T>(T Lr) : IKernel<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        public Vector512<T> Step(
            Vector512<T> theta, Vector512<T> grad, ref Vector512<T> a, ref Vector512<T> b, ref Vector512<T> c, ref Vector512<T> d) =>
            grad * Lr;
    }

    [Optimizer("sample-required")]
    public sealed record Required(double Lr) : Rule;

    [Optimizer("sample-throws")]
    public sealed record Throws : Rule
    {
        public Throws(double lr = 1) => ArgumentOutOfRangeException.ThrowIfEqual(lr, 13);
    }

    [Schedule("sample-step")]
    public sealed record Step([Interval("(0, 1]")] double Gamma = 0.1) : Schedule
    {
        public override double Factor(ScheduleTime time) => Gamma;
    }

    [GradientClip("sample-clip")]
    public sealed record Clip([Interval("(0, inf)")] double Norm = 5) : GradientClip
    {
        public override void Apply(IReadOnlyList<TorchSharp.Modules.Parameter> parameters) { }
    }

    [Probe("sample-probe")]
    public sealed class Counts(int every = 1) : Probe
    {
        public int Every { get; } = every;

        public override void Observe(in Update update) { }

        public override void Report(EvaluationBuilder evaluation) { }

        public override void Save(Snapshot to) { }

        public override void Load(Snapshot from) { }
    }

    [Workload("sample-work", Source = "Figure 1")]
    public class Work([Interval("[1, 1024]")] int width = 8) : Workload
    {
        public int Width { get; } = width;

        public override Goal Goal => Goal.AtLeast("test/accuracy", 0.9);

        public override IReadOnlyList<Metric> Metrics { get; } =
            [new("train/loss", "nats per example", Better.Lower), new("test/accuracy", "fraction", Better.Higher)];

        public override IReadOnlyList<string> Datasets => ["sample-data"];

        public override Trial Open(RunContext run) => throw new NotSupportedException("planned, never run");
    }

    [Measurement("sample-reading")]
    public sealed class Reading(int from = 0, int to = 1) : Measurement
    {
        public override IEnumerable<string> Validate()
        {
            if (from > to) yield return $"from = {from} is above to = {to}";
        }

        public override Goal Goal => Goal.AtMost("reading/value", 0);

        public override IReadOnlyList<Metric> Metrics { get; } = [new("reading/value", "", Better.Lower)];

        public override IEnumerable<Evaluation> Measure(UpdateRule rule, RunContext run) =>
            throw new NotSupportedException("planned, never run");
    }

    [Workload("sample-gan")]
    public sealed class Gan : Work
    {
        public override IReadOnlyList<string> Players => ["generator", "critic"];
    }
}
