using System.Diagnostics;
using AdaShift.Bench.Records;
using AdaShift.Bench.Optim;
using TorchSharp;
using static TorchSharp.torch;

namespace AdaShift.Bench.Testing;

public enum Misdeed
{
    /// <summary>Throws.</summary>
    Throw,

    /// <summary>Its loss is NaN.</summary>
    Nan,

    /// <summary>Its loss stays finite, all its gradient is NaN.</summary>
    NanGradient,

    /// <summary>Its loss stays finite, one element of its gradient is infinite.</summary>
    InfiniteGradient,

    /// <summary>Its evaluation changes θ.</summary>
    ChangeTheta,

    /// <summary>Never returns.</summary>
    Hang,

    /// <summary>kill -9 of its own process, as the out-of-memory killer would.</summary>
    Kill,

    /// <summary>SIGABRT, as from native code.</summary>
    Abort,

    /// <summary>Calls itself until the stack is full.</summary>
    Overflow,

    /// <summary>An error of libtorch that TorchSharp throws on.</summary>
    Shape,

    /// <summary>An error of libtorch that nobody catches: TorchSharp has no catch around this operator.</summary>
    Matmul,

    /// <inheritdoc cref="Matmul"/>
    Grad,

    /// <inheritdoc cref="Matmul"/>
    Cummax,

    /// <inheritdoc cref="Matmul"/>
    Cummin,

    /// <summary>A type whose initializer throws.</summary>
    Type,

    /// <summary>Leaves the process without a word.</summary>
    Exit,
}

/// <summary>Trains well for a while, then does one of the things that plug-ins do.</summary>
[Workload("toy-misbehaving", Source = "Test")]
public sealed class ToyMisbehaving(Misdeed deed = Misdeed.Throw, [Interval("[1, 1000000]")] int at = 5) : Workload
{
    public override Goal Goal => Goal.AtMost("test/loss", 0.1);

    public override IReadOnlyList<Metric> Metrics => [new("test/loss", "", Better.Lower)];

    public override Trial Open(RunContext run) => new MisbehavingTrial(run, deed, at);

    sealed class MisbehavingTrial : Trial
    {
        readonly Vector model;
        readonly Misdeed deed;
        readonly long at;
        long step;

        public MisbehavingTrial(RunContext run, Misdeed deed, long at)
            : base(run)
        {
            (this.deed, this.at) = (deed, at);
            model = AddPlayer(Player.DefaultName, new Vector(2));
            Keep("step", () => step, value => step = value);
        }

        public override Tensor Loss()
        {
            var loss = model.Theta.square().sum();
            return ++step == at ? Misbehave(loss) : loss;
        }

        public override void Evaluate(EvaluationBuilder evaluation)
        {
            evaluation.Add("test/loss", model.Theta.square().sum().item<float>());
            if (deed == Misdeed.ChangeTheta && step >= at) model.Theta.mul_(2);
        }

        Tensor Misbehave(Tensor loss)
        {
            Console.WriteLine($"about to {deed}");
            switch (deed)
            {
                case Misdeed.NanGradient: return loss + (model.Theta - model.Theta).sqrt().sum();
                case Misdeed.InfiniteGradient: return loss + (model.Theta[0] - model.Theta[0].detach()).sqrt();
                case Misdeed.ChangeTheta: return loss;
                case Misdeed.Throw: throw new InvalidOperationException("The model file has the wrong size.");
                case Misdeed.Hang: Thread.Sleep(Timeout.Infinite); break;
                case Misdeed.Kill: Process.GetCurrentProcess().Kill(); break;
                case Misdeed.Abort: Environment.FailFast("native code gave up"); break;
                case Misdeed.Overflow: Recurse(1); break;
                case Misdeed.Shape: zeros(2, 3).add(zeros(5, 7)); break;
                case Misdeed.Matmul: zeros(2, 3).matmul(zeros(5, 7)); break;
                case Misdeed.Grad: autograd.grad([loss], [zeros(2)]); break; // not in the graph
                case Misdeed.Cummax: zeros(2).cummax(7); break;
                case Misdeed.Cummin: zeros(2).cummin(7); break;
                case Misdeed.Type: Broken.Touch(); break;
                case Misdeed.Exit: Environment.Exit(0); break;
            }
            return loss * double.NaN;
        }

        static long Recurse(long depth) => depth + Recurse(depth + 1) % 7;
    }

    static class Broken
    {
        static readonly int size = int.Parse("many", System.Globalization.CultureInfo.InvariantCulture);

        public static void Touch() => Console.WriteLine(size);
    }
}
