using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>
/// Two LSTM layers with attention and input feeding: the first reads [embedding; previous attention], the second the first's h; the
/// attention layer gives ã = tanh(W_c [h; context]).
/// </summary>
sealed class AttentionDecoder : Module
{
    readonly int units;
    readonly double dropout;
    readonly WordEmbedding embedding;
    readonly LstmLayer first;
    readonly LstmLayer second;
    readonly Parameter memoryWeight; // [units, 2 units]
    readonly Parameter scale; // g, a scalar
    readonly Parameter attentionWeight; // [units, units + 2 units], of [h; context]

    public AttentionDecoder(LuongSettings settings)
        : base(nameof(AttentionDecoder))
    {
        (units, dropout) = (settings.Units, settings.Dropout);
        embedding = new(settings.TargetVocabulary, units, settings.InitRange);
        first = new(2 * units, units, settings.InitRange, settings.ForgetBias);
        second = new(units, units, settings.InitRange, settings.ForgetBias);
        memoryWeight = new(Uniform.Draw(settings.InitRange, units, 2 * units));
        scale = new(ones([]));
        attentionWeight = new(Uniform.Draw(settings.InitRange, units, 3 * units));
        RegisterComponents();
    }

    /// <param name="outputs">[B, S, 2 units], the encoder's.</param>
    /// <param name="padding">[B, 1, S]: 0 or −∞.</param>
    public AttentionMemory Memory(Tensor outputs, Tensor padding)
    {
        var keys = outputs.matmul((memoryWeight * scale).t()); // [B, S, units]
        var values = outputs.matmul(attentionWeight.narrow(1, units, 2 * units).t());
        return new(keys.transpose(1, 2), values, padding.to(keys.dtype));
    }

    /// <summary>Each layer starts from the end of one direction of the encoder: [2, B, units].</summary>
    public static DecoderState Start(Tensor hidden, Tensor cell) => new(hidden[0], cell[0], hidden[1], cell[1], zeros_like(hidden[0]));

    /// <summary>Runs over target sentences that are known, as in training.</summary>
    /// <param name="target">[B, T] ids, from <c>&lt;s&gt;</c> on.</param>
    /// <returns>ã after each word, [T, B, units].</returns>
    public Tensor Run(AttentionMemory memory, DecoderState state, Tensor target)
    {
        var steps = (int)target.shape[1];
        var weights = new Weights(this);
        var gates = weights.WordGates(functional.dropout(embedding.call(target.t()), dropout, training)).unbind(0); // T × [B, 4 units]
        var (feedMasks, layerMasks) = (Masks(state, steps), Masks(state, steps));
        var outputs = new Tensor[steps];
        for (var step = 0; step < steps; step++)
        {
            state = weights.Next(memory, state, gates[step], feedMasks?[step], layerMasks?[step]);
            outputs[step] = state.Attention;
        }

        return stack(outputs);
    }

    /// <summary>The same for one word, without dropout; <see cref="Weights"/> serve a whole translation.</summary>
    /// <param name="words">[R] ids, R a multiple of the memory's sentences.</param>
    public DecoderState Next(Weights weights, AttentionMemory memory, DecoderState state, Tensor words) =>
        weights.Next(memory, state, weights.WordGates(embedding.call(words)), null, null);

    /// <returns>For each step what dropout multiplies [B, units] by: 0 or 1 / (1 − dropout). Null without dropout.</returns>
    Tensor[]? Masks(DecoderState state, int steps)
    {
        if (!training || dropout == 0) return null;
        var ones = ones_like(state.Hidden1).expand(steps, -1, -1);
        return functional.dropout(ones, dropout).unbind(0);
    }

    /// <summary>The weights as the steps use them.</summary>
    internal sealed class Weights(AttentionDecoder decoder)
    {
        readonly Tensor word = decoder.first.FirstWeight(decoder.units); // [units, 4 units]
        readonly Tensor feedAndHidden = decoder.first.LastWeight(2 * decoder.units); // [2 units, 4 units]
        readonly Tensor second = decoder.second.Weight(); // [2 units, 4 units]
        readonly Tensor query = decoder.attentionWeight.narrow(1, 0, decoder.units).t(); // [units, units]

        /// <param name="embedded">[..., units].</param>
        /// <returns>The part of the first layer's gates that the words give: [..., 4 units].</returns>
        public Tensor WordGates(Tensor embedded) =>
            decoder.first.Bias.addmm(embedded.view(-1, decoder.units), word).view([.. embedded.shape[..^1], 4 * decoder.units]);

        public DecoderState Next(AttentionMemory memory, DecoderState state, Tensor wordGates, Tensor? feedMask, Tensor? layerMask)
        {
            var feed = Masked(state.Attention, feedMask);
            var (h1, c1) = LstmLayer.Next(wordGates.addmm(cat([feed, state.Hidden1], 1), feedAndHidden), state.Cell1);
            var below = cat([Masked(h1, layerMask), state.Hidden2], 1);
            var (h2, c2) = LstmLayer.Next(decoder.second.Bias.addmm(below, second), state.Cell2);
            return new(h1, c1, h2, c2, Attend(memory, h2));
        }

        Tensor Attend(AttentionMemory memory, Tensor hidden)
        {
            var weights = memory.Weights(hidden.view(memory.Values.shape[0], -1, decoder.units)); // [B, K, S]
            var context = weights.bmm(memory.Values).view(-1, decoder.units);
            return context.addmm(hidden, query).tanh();
        }

        static Tensor Masked(Tensor tensor, Tensor? mask) => mask is null ? tensor : tensor * mask;
    }
}
