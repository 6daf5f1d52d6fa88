using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AdaShift.Bench.Zoo.Models.Translation;

/// <summary>Reads source sentences by an LSTM in each direction.</summary>
/// <remarks>
/// Both directions run in step, as a batch of two matrix products. Each reads its padding first, with the gates' input set to 0: a state of
/// 0 then stays exactly 0 (c = σ(0) 0 + σ(0) tanh 0) until the sentence begins, and both end with its last word.
/// </remarks>
sealed class BidirectionalEncoder : Module
{
    readonly int units;
    readonly double dropout;
    readonly WordEmbedding embedding;
    readonly LstmLayer forward;
    readonly LstmLayer backward;

    public BidirectionalEncoder(LuongSettings settings)
        : base(nameof(BidirectionalEncoder))
    {
        (units, dropout) = (settings.Units, settings.Dropout);
        embedding = new(settings.SourceVocabulary, units, settings.InitRange);
        forward = new(units, units, settings.InitRange, settings.ForgetBias);
        backward = new(units, units, settings.InitRange, settings.ForgetBias);
        RegisterComponents();
    }

    /// <param name="source">[B, S] ids.</param>
    /// <param name="layout">Of the same sentences.</param>
    /// <returns>
    /// The outputs of both directions at each word, [B, S, 2 units], arbitrary at padding; h and c after the last word, [2, B, units].
    /// </returns>
    public (Tensor outputs, Tensor hidden, Tensor cell) Run(Tensor source, SourceLayout layout)
    {
        var (batch, steps) = (source.shape[0], source.shape[1]);
        var recurrent = stack([forward.LastWeight(units), backward.LastWeight(units)]); // [2, units, 4 units]
        var inputs = Inputs(source, layout).unbind(1); // S × [2, B, 4 units]
        var hidden = zeros([2, batch, units], dtype: recurrent.dtype, device: recurrent.device);
        var (cell, outputs) = (hidden, new Tensor[steps]);
        for (var step = 0; step < steps; step++)
        {
            (hidden, cell) = LstmLayer.Next(hidden.bmm(recurrent).add_(inputs[step]), cell);
            outputs[step] = hidden;
        }

        var bySentence = stack(outputs).view(-1, units).index_select(0, layout.Outputs).view(batch, steps, 2 * units);
        return (bySentence, hidden, cell);
    }

    /// <returns>The gates' input W_x x + b for all steps at once, 0 at padding: [2, S, B, 4 units].</returns>
    Tensor Inputs(Tensor source, SourceLayout layout)
    {
        var words = source.flatten().index_select(0, layout.Inputs); // [2 S B]
        var embedded = embedding.call(words).view(2, -1, units);
        embedded = functional.dropout(embedded, dropout, training);
        var weights = stack([forward.InputWeight(), backward.InputWeight()]);
        var biases = stack([forward.Bias, backward.Bias]).unsqueeze(1);
        var gates = embedded.bmm(weights).add_(biases).view(2, source.shape[1], source.shape[0], 4 * units);
        return layout.Words is null ? gates : gates * layout.Words.to(gates.dtype);
    }
}
