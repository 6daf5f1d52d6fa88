using static System.FormattableString;

namespace AdaShift.Bench.Zoo.Models;

/// <summary>The architecture of a <see cref="DenseNet"/>.</summary>
/// <param name="Layers">The number of layers of each dense block. Between blocks stands a transition, which halves the image.</param>
/// <param name="Growth">Channels that a layer adds, k.</param>
public sealed record DenseNetSettings(IReadOnlyList<int> Layers, int Growth)
{
    /// <summary>Whether a 1×1 convolution to 4k channels precedes the 3×3 one of a layer.</summary>
    public bool Bottleneck { get; init; }

    /// <summary>Output channels of the first convolution.</summary>
    public int InitChannels { get; init; } = 16;

    /// <summary>θ in (0, 1]: a transition of m channels has ⌊θm⌋ output channels.</summary>
    public double Compression { get; init; } = 1;

    /// <summary>Output channels of every transition; null: by <see cref="Compression"/>.</summary>
    public int? TransitionChannels { get; init; }

    /// <summary>Probability in [0, 1) that a convolution's output is dropped in training; the first convolution has no dropout.</summary>
    public double Dropout { get; init; }

    /// <summary>Side of the first convolution's kernel, an odd number of pixels.</summary>
    public int StemKernel { get; init; } = 3;

    /// <summary>2: the first convolution halves the image.</summary>
    public int StemStride { get; init; } = 1;

    /// <summary>Channels of an image.</summary>
    public int InputChannels { get; init; } = 3;

    public int Classes { get; init; } = 10;

    /// <summary>What a batch norm adds to the variance.</summary>
    public double NormEps { get; init; } = 1e-5;

    /// <summary>The weight of a batch's statistics in a batch norm's running ones.</summary>
    public double NormMomentum { get; init; } = 0.1;

    /// <summary>Initial weights of the convolutions.</summary>
    public WeightInit ConvInit { get; init; } = WeightInit.HeFanOut;

    /// <summary>Initial weights of the last, linear layer.</summary>
    public WeightInit LinearInit { get; init; } = WeightInit.Torch;

    /// <summary>
    /// The nets of Huang et al. (arXiv 1608.06993) for CIFAR, three equal blocks: with bottlenecks and compression 0.5 (DenseNet-BC) or
    /// without. DenseNet-BC-100 with k = 12 has 769,162 parameters, DenseNet-40 with k = 12 has 1,019,722.
    /// </summary>
    /// <param name="depth">The number of convolutions and linear layers along the main path: 6n + 4 with bottlenecks, else 3n + 4.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such depth.</exception>
    public static DenseNetSettings Cifar(int depth, int growth, bool bottleneck)
    {
        foreach (var error in ValidateDepth(depth, bottleneck)) throw new ArgumentOutOfRangeException(nameof(depth), depth, error);
        var layers = (depth - 4) / DepthStep(bottleneck);
        return new([layers, layers, layers], growth)
        {
            Bottleneck = bottleneck,
            InitChannels = bottleneck ? 2 * growth : 16,
            Compression = bottleneck ? 0.5 : 1,
        };
    }

    /// <summary>
    /// The "DenseNet-100" of AdaShift's released code for CIFAR-10 (Figure 5). 6,365,962 parameters; it has 201 layers, not 100.
    /// </summary>
    /// <remarks>
    /// TensorFlow pads the stem with 2 pixels before and 3 after, torch with 3 before; all else is symmetric, so this is the released net
    /// on pictures turned by 180°. The released running means are debiased in the first steps; torch's start at 0.
    /// </remarks>
    public static DenseNetSettings ReleaseCifar { get; } = new([6, 12, 48, 32], Growth: 24)
    {
        Bottleneck = true,
        InitChannels = 48,
        TransitionChannels = 24,
        Dropout = 0.2,
        StemKernel = 7,
        StemStride = 2,
        NormEps = 1e-3,
        ConvInit = WeightInit.Glorot,
        LinearInit = WeightInit.Glorot,
    };

    /// <summary>
    /// The DenseNet of AdaShift's released code for Tiny-ImageNet (Figure 6): depth 28, k = 12, no bottlenecks. 553,280 parameters.
    /// </summary>
    public static DenseNetSettings ReleaseTinyImagenet { get; } = Cifar(depth: 28, growth: 12, bottleneck: false) with
    {
        InitChannels = 24,
        Dropout = 0.2,
        Classes = 200,
        NormEps = 1e-3,
        NormMomentum = 1e-3,
        ConvInit = WeightInit.HeFanIn,
        LinearInit = WeightInit.Glorot,
    };

    /// <returns>What is wrong with a depth for <see cref="Cifar"/>.</returns>
    public static IEnumerable<string> ValidateDepth(int depth, bool bottleneck)
    {
        var step = DepthStep(bottleneck);
        if (depth >= 4 + step && (depth - 4) % step == 0) yield break;
        var below = 4 + (Math.Max(1, (depth - 4) / step) * step);
        var nearest = depth < below ? $"{below}" : $"{below} or {below + step}";
        yield return
            $"depth = {depth} does not divide into three equal blocks; allowed: 4 + {step}n with n of 1 or more; nearest: {nearest}";
    }

    /// <returns>What is wrong with these settings, one sentence per setting.</returns>
    public IEnumerable<string> Validate()
    {
        if (Layers.Count == 0 || Layers.Any(count => count < 1))
            yield return $"Layers = [{string.Join(", ", Layers)}]; allowed: one or more blocks of one or more layers";
        foreach (var (name, value) in Counts().Where(count => count.Value < 1))
            yield return $"{name} = {value}; allowed: 1 or more";
        if (StemKernel % 2 == 0)
            yield return $"StemKernel = {StemKernel}; allowed: odd numbers; nearest: {StemKernel - 1} or {StemKernel + 1}";
        if (Compression is not (> 0 and <= 1)) yield return Invariant($"Compression = {Compression}; allowed: (0, 1]");
        if (Dropout is not (>= 0 and < 1)) yield return Invariant($"Dropout = {Dropout}; allowed: [0, 1)");
    }

    /// <summary>Output channels of a transition.</summary>
    internal int AfterTransition(int channels) => TransitionChannels ?? Math.Max(1, (int)(channels * Compression));

    /// <summary>Convolutions of a layer in each of the three blocks.</summary>
    static int DepthStep(bool bottleneck) => bottleneck ? 6 : 3;

    IEnumerable<(string Name, int Value)> Counts() =>
    [
        (nameof(Growth), Growth), (nameof(InitChannels), InitChannels), (nameof(TransitionChannels), TransitionChannels ?? 1),
        (nameof(StemKernel), StemKernel), (nameof(StemStride), StemStride), (nameof(InputChannels), InputChannels),
        (nameof(Classes), Classes),
    ];
}
