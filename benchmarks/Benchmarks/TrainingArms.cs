using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo.Gans;
using AdaShift.Bench.Zoo.Models;
using static TorchSharp.torch;
using Adam = AdaShift.Bench.Zoo.Adam;

namespace AdaShift.Bench.Benchmarks;

/// <summary>Training steps on fixed random data: forward, backward, Adam. Counterparts of peer.py's functions of these names.</summary>
static class TrainingArms
{
    public static readonly IReadOnlyDictionary<string, Func<Action>> All = new Dictionary<string, Func<Action>>(StringComparer.Ordinal)
    {
        ["mlp"] = Mlp,
        ["lstm"] = Lstm,
        ["conv"] = Conv,
        ["critic"] = Critic,
        ["residual-gp"] = () => Residual(GanObjective.Wgan, LipschitzTerm.Create(Lipschitz.Gp)),
        ["residual-maxgp"] = () =>
            Residual(GanObjective.LogSigmoidLinear, LipschitzTerm.Create(Lipschitz.MaxGp, rho: 0.1, kept: 32, renewEvery: 5)),
        ["nmt-step"] = TranslationArms.Step,
        ["nmt-beam"] = TranslationArms.Beam,
    };

    /// <summary>A 784-256-256-10 perceptron, batch 64.</summary>
    static Action Mlp()
    {
        manual_seed(1);
        var model = new Mlp([784, 256, 256, 10], Activation.Relu);
        var (images, labels) = (rand(64, 784), randint(10, 64, dtype: int64));
        return Step(model, () => nn.functional.cross_entropy(model.call(images), labels));
    }

    /// <summary>Two layers of 256, 30 steps, batch 64.</summary>
    static Action Lstm()
    {
        manual_seed(1);
        var model = nn.LSTM(256, 256, numLayers: 2);
        var sequence = rand(30, 64, 256);
        return Step(model, () => model.call(sequence).Item1.square().mean());
    }

    /// <summary>Four times (convolution of 64 channels, batch norm, relu) on 32x32, batch 32.</summary>
    static Action Conv()
    {
        manual_seed(1);
        var layers = new List<nn.Module<Tensor, Tensor>>();
        for (var i = 0; i < 4; i++) layers.AddRange([nn.Conv2d(i == 0 ? 3 : 64, 64, 3, padding: 1), nn.BatchNorm2d(64), nn.ReLU()]);
        var model = nn.Sequential(layers);
        var images = rand(32, 3, 32, 32);
        return Step(model, () => model.call(images).square().mean());
    }

    /// <summary>A WGAN-GP critic, 784-256-256-1, batch 64: twice through the gradient.</summary>
    static Action Critic()
    {
        manual_seed(1);
        var model = new Mlp([784, 256, 256, 1], Activation.Relu);
        var (real, fake) = (rand(64, 784), rand(64, 784));
        return Step(model, () =>
        {
            var share = rand(64, 1);
            var between = ((share * real) + ((1 - share) * fake)).requires_grad_();
            var slope = autograd.grad([model.call(between).sum()], [between], create_graph: true, retain_graph: true)[0];
            var penalty = (slope.norm(1) - 1).square().mean();
            return model.call(fake).mean() - model.call(real).mean() + (10 * penalty);
        });
    }

    /// <summary>The critic of Figure 7a, width 32, 32×32, batch 64, as the workload wgan-critic steps it.</summary>
    static Action Residual(GanObjective objective, LipschitzTerm term)
    {
        manual_seed(1);
        var model = new ResidualCritic(width: 32);
        var (real, fake, shares) = (rand(64, 3, 32, 32), rand(64, 3, 32, 32), new Generator(1));
        var step = Step(model, () =>
        {
            var outputs = model.call(cat([real, fake])).chunk(2);
            return objective.CriticLoss(outputs[0], outputs[1]) + term.Penalty(model, real, fake, shares);
        });
        return () =>
        {
            step();
            term.AfterStep(model);
        };
    }

    internal static Action Step(nn.Module model, Func<Tensor> loss)
    {
        var optimizer = new Adam().For(model.named_parameters());
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            loss().backward();
            optimizer.step();
        };
    }
}
