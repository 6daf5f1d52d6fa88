using AdaShift.Bench.Datasets;
using AdaShift.Bench.Optim;
using AdaShift.Bench.Zoo;
using static TorchSharp.torch;

namespace AdaShift.Bench.Workloads;

/// <summary>
/// A small convolutional net, trained for one epoch on MNIST, whose features and class probabilities scores of generated digits use. It is
/// no Inception network: its scores compare runs of this program only.
/// </summary>
/// <remarks>Training has a fixed seed. It takes seconds and is done once per process; one copy, never change or dispose it.</remarks>
sealed class MnistClassifier
{
    public const int Classes = 10;

    const int Batch = 100;
    const int FirstSeed = 0;

    static readonly SharedCopies<MnistClassifier> copies = new();

    readonly Net net;

    MnistClassifier(Net net, Tensor testFeatures, Tensor classShares) =>
        (this.net, TestFeatures, ClassShares) = (net, testFeatures, classShares);

    /// <summary>Of the 10,000 test images, [10000,64], the reference of the Fréchet distance.</summary>
    public Tensor TestFeatures { get; }

    /// <summary>The classes' shares in the training data, [10].</summary>
    public Tensor ClassShares { get; }

    /// <param name="mnist">With uint8 images.</param>
    /// <param name="key">Of the data: the same data have the same classifier.</param>
    public static MnistClassifier Trained(MnistData mnist, string key) => copies.Get(key, () => Train(mnist));

    /// <param name="images">[N,1,28,28], scaled by <see cref="DigitImages.Scaled"/>.</param>
    /// <returns>What the last layer sees, [N,64], and p(y|x), [N,10].</returns>
    public (Tensor features, Tensor probabilities) Judge(Tensor images)
    {
        using var unrecorded = no_grad();
        var features = net.Features(images);
        return (features, net.Classify(features).softmax(1));
    }

    static MnistClassifier Train(MnistData mnist)
    {
        using var random = get_rng_state(); // the run's own random numbers must not depend on whether this has run before
        manual_seed(FirstSeed);
        var trained = new Net();
        using (var optimizer = new Adam(Lr: 0.002).For(trained.named_parameters()))
        {
            var batches = mnist.Train.Batches(BatchPlan.Shuffled(mnist.Train.Count, Batch, FirstSeed, dropLast: true));
            for (var step = 0; step < batches.StepsPerEpoch; step++) Step(trained, optimizer, batches);
        }

        set_rng_state(random);
        return Describe(trained, mnist);
    }

    static void Step(Net trained, RuleOptimizer optimizer, BatchStream batches)
    {
        using var scope = NewDisposeScope();
        using var recorded = enable_grad();
        var (images, labels) = batches.Next();
        optimizer.zero_grad();
        nn.functional.cross_entropy(trained.call(DigitImages.Scaled(images)), labels).backward();
        optimizer.step();
    }

    static MnistClassifier Describe(Net trained, MnistData mnist)
    {
        using var unrecorded = no_grad();
        using var scope = NewDisposeScope();
        var features = trained.Features(DigitImages.Scaled(mnist.Test.Images));
        var shares = mnist.Train.Labels.bincount(null, Classes).to(ScalarType.Float64) / mnist.Train.Count;
        return new(trained, features.DetachFromDisposeScope(), shares.DetachFromDisposeScope());
    }

    /// <summary>Two convolutions of stride 2 and two linear layers. <c>[B,1,28,28] → [B,10]</c> logits.</summary>
    sealed class Net : nn.Module<Tensor, Tensor>
    {
        readonly nn.Module<Tensor, Tensor> first = nn.Conv2d(1, 8, 5, stride: 2, padding: 2); // [B,8,14,14]
        readonly nn.Module<Tensor, Tensor> second = nn.Conv2d(8, 16, 5, stride: 2, padding: 2); // [B,16,7,7]
        readonly nn.Module<Tensor, Tensor> third = nn.Linear(16 * 7 * 7, 64);
        readonly nn.Module<Tensor, Tensor> last = nn.Linear(64, Classes);

        public Net()
            : base(nameof(MnistClassifier)) => RegisterComponents();

        public override Tensor forward(Tensor input) => Classify(Features(input));

        public Tensor Features(Tensor input)
        {
            var x = nn.functional.relu(second.call(nn.functional.relu(first.call(input))));
            return nn.functional.relu(third.call(x.flatten(1)));
        }

        public Tensor Classify(Tensor features) => last.call(features);
    }
}
