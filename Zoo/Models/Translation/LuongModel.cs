using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>
/// The translation model of tensorflow/nmt's iwslt15 setting: a bidirectional LSTM encoder, a two-layer LSTM decoder with input feeding and
/// scaled Luong attention. Source and target ids → logits.
/// </summary>
/// <remarks>
/// Source: Luong, Pham and Manning, EMNLP 2015 (arXiv 1508.04025), equations 5 to 8; Luong, Brevdo and Zhao 2017 (tensorflow/nmt).
/// docs/translation.md has the equations and what differs from tensorflow/nmt. Dropout draws from torch's own generator.
/// </remarks>
public sealed class LuongModel : Module<Tensor, Tensor, Tensor, Tensor>
{
    readonly BidirectionalEncoder encoder;
    readonly AttentionDecoder decoder;
    readonly Parameter projection; // [target vocabulary, units]

    /// <exception cref="ArgumentException">A setting is wrong; the message names all that are.</exception>
    public LuongModel(LuongSettings settings)
        : base(nameof(LuongModel))
    {
        if (settings.Validate().ToList() is { Count: > 0 } errors) throw new ArgumentException(string.Join(' ', errors), nameof(settings));
        Settings = settings;
        encoder = new(settings);
        decoder = new(settings);
        projection = new(Uniform.Draw(settings.InitRange, settings.TargetVocabulary, settings.Units));
        RegisterComponents();
    }

    public LuongSettings Settings { get; }

    internal AttentionDecoder Decoder => decoder;

    internal Device Device => projection.device;

    /// <param name="source">[B, S] ids, int64; what stands at padding does not matter.</param>
    /// <param name="sourceLengths">[B], int64, on the CPU; 1 to S each.</param>
    /// <param name="target">[B, T] ids, int64, from <c>&lt;s&gt;</c> on.</param>
    /// <returns>[B, T, V] logits of the next word.</returns>
    /// <exception cref="ArgumentException">A length is below 1 or above S.</exception>
    public override Tensor forward(Tensor source, Tensor sourceLengths, Tensor target) =>
        Project(Attentions(source, sourceLengths, target)).transpose(0, 1);

    /// <summary>
    /// The cross-entropy of the target's words, summed, over B: tensorflow/nmt's loss. Only words are projected, not padding.
    /// </summary>
    /// <param name="target">[B, T] ids, from <c>&lt;s&gt;</c> on.</param>
    /// <param name="labels">[B, T] ids of the next words, up to <c>&lt;/s&gt;</c>.</param>
    /// <param name="targetLengths">[B], int64, on the CPU: words of the labels with <c>&lt;/s&gt;</c>; 1 to T each.</param>
    /// <returns>Nats per sentence, a scalar. <see cref="Perplexity"/> makes it a perplexity.</returns>
    /// <inheritdoc cref="forward(Tensor, Tensor, Tensor)"/>
    public Tensor Loss(Tensor source, Tensor sourceLengths, Tensor target, Tensor labels, Tensor targetLengths)
    {
        var outputs = Attentions(source, sourceLengths, target).view(-1, Settings.Units); // [T B, units]
        var words = Words(Lengths(targetLengths, labels, nameof(targetLengths)));
        var logits = Project(outputs.index_select(0, words)); // [words, V]
        return functional.cross_entropy(logits, labels.t().flatten().index_select(0, words), reduction: Reduction.Sum) / labels.shape[0];
    }

    /// <param name="nats">The cross-entropy of all words together: <see cref="Loss"/> × B.</param>
    public static double Perplexity(double nats, long words) => Math.Exp(nats / words);

    /// <returns>What attention and decoder start from.</returns>
    internal (AttentionMemory memory, DecoderState state) Encode(Tensor source, Tensor sourceLengths)
    {
        var layout = SourceLayout.Create(Lengths(sourceLengths, source, nameof(sourceLengths)), source.shape[1], Device);
        var (outputs, hidden, cell) = encoder.Run(source, layout);
        return (decoder.Memory(outputs, layout.Padding), AttentionDecoder.Start(hidden, cell));
    }

    /// <param name="attentions">[..., units].</param>
    /// <returns>[..., V] logits.</returns>
    internal Tensor Project(Tensor attentions) => attentions.matmul(projection.t());

    Tensor Attentions(Tensor source, Tensor sourceLengths, Tensor target)
    {
        var (memory, state) = Encode(source, sourceLengths);
        return decoder.Run(memory, state, target);
    }

    /// <returns>The rows of [T · B] that hold a word and not padding.</returns>
    Tensor Words(long[] lengths)
    {
        var rows = Enumerable.Range(0, (int)lengths.Max()).SelectMany(step =>
            Enumerable.Range(0, lengths.Length).Where(b => step < lengths[b]).Select(b => ((long)step * lengths.Length) + b));
        return tensor(rows.ToArray(), device: Device);
    }

    static long[] Lengths(Tensor lengths, Tensor padded, string name)
    {
        long[] all = [.. lengths.data<long>()];
        var (count, limit) = (padded.shape[0], padded.shape[1]);
        if (all.Length != count) throw new ArgumentException($"{all.Length} lengths for {count} sentences.", name);
        foreach (var (i, length) in all.Index())
            if (length < 1 || length > limit)
                throw new ArgumentException($"Sentence {i} has a length of {length}: it must be between 1 and {limit}, the width.", name);
        return all;
    }
}
