using TorchSharp.Interop;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.utils.rnn;

namespace TorchSharp.Modules;

/// <summary>The extents and switches of a recurrent network, under PyTorch's names.</summary>
sealed record RecurrentOptions(
    long InputSize, long HiddenSize, long NumLayers, bool Bias, bool BatchFirst, double Dropout, bool Bidirectional)
{
    public long Directions => Bidirectional ? 2 : 1;
}

/// <summary>The kinds of recurrent network, numbered as in cuDNN.</summary>
enum RecurrentKind
{
    ReLU = 0,
    Tanh = 1,
    LSTM = 2,
    GRU = 3,
}

/// <summary>The weights and arguments that RNN, GRU and LSTM share; they differ in gates, operator and number of states.</summary>
sealed class RecurrentCore
{
    static readonly Op _flatten = new("_cudnn_rnn_flatten_weight");
    readonly RecurrentOptions _options;
    readonly RecurrentKind _kind;
    readonly nn.Module _owner;
    readonly Parameter[] _weights;

    /// <summary>Makes the weights, uniform in ±1/√hidden and drawn in PyTorch's order, and registers them with their owner.</summary>
    public RecurrentCore(nn.Module owner, RecurrentOptions options, RecurrentKind kind, Device? device, ScalarType? dtype)
    {
        if (options.HiddenSize < 1 || options.NumLayers < 1)
            throw new ArgumentException(
                $"hiddenSize and numLayers must be 1 or more, not {options.HiddenSize} and {options.NumLayers}.", nameof(options));
        _owner = owner;
        _options = options;
        _kind = kind;
        double bound = 1 / Math.Sqrt(options.HiddenSize);
        foreach (var (name, shape) in WeightShapes())
            owner.register_parameter(name, new Parameter(empty(shape, dtype: dtype, device: device)));
        _weights = [.. owner.parameters()];
        foreach (var weight in _weights) nn.init.uniform_(weight, -bound, bound);
        Flatten();
    }

    /// <summary>
    /// On CUDA, lays the weights one behind the other, as cuDNN wants them: it would otherwise warn, and copy them at every call. They
    /// stay the same objects, with the same values; elsewhere nothing happens.
    /// </summary>
    /// <remarks>As PyTorch's flatten_parameters, for the types that cuDNN takes. It has not yet run on a device.</remarks>
    public void Flatten()
    {
        var first = _weights[0];
        if (!first.is_cuda || first.dtype is not (ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64)) return;
        if (!cuda.is_cudnn_available() || !_flatten.Exists()) return;
        const long projection = 0;
        using var unrecorded = no_grad();
        _flatten.Run(
            _weights, _options.Bias ? 4 : 2, _options.InputSize, (long)_kind, _options.HiddenSize, projection, _options.NumLayers,
            _options.BatchFirst, _options.Bidirectional).Dispose();
    }

    /// <summary>A net of one state, RNN or GRU, over a padded batch.</summary>
    public (Tensor, Tensor) Run(Op padded, Tensor input, Tensor? h0) =>
        padded.Run2(Arguments(input, h0 is null ? ZeroStates(input, 1) : [h0], statesAsList: false));

    /// <summary>A net of one state, RNN or GRU, over a packed batch.</summary>
    public (PackedSequence, Tensor) Run(Op packed, PackedSequence input, Tensor? h0)
    {
        var (data, h) = packed.Run2(Arguments(input, h0 is null ? ZeroStates(input, 1) : [h0], statesAsList: false));
        return (input.With(data), input.Unsort(h));
    }

    /// <summary>A net of two states, the LSTM, over a padded batch.</summary>
    public (Tensor, Tensor, Tensor) Run(Op padded, Tensor input, (Tensor, Tensor)? h0_c0) =>
        padded.Run3(Arguments(input, h0_c0 is var (h0, c0) ? [h0, c0] : ZeroStates(input, 2), statesAsList: true));

    /// <summary>A net of two states, the LSTM, over a packed batch.</summary>
    public (PackedSequence, Tensor, Tensor) Run(Op packed, PackedSequence input, (Tensor, Tensor)? h0_c0)
    {
        var (data, h, c) = packed.Run3(Arguments(input, h0_c0 is var (h0, c0) ? [h0, c0] : ZeroStates(input, 2), statesAsList: true));
        return (input.With(data), input.Unsort(h), input.Unsort(c));
    }

    /// <summary>The operator's arguments for a padded batch, [T, B, in] (or [B, T, in] if batch first).</summary>
    /// <param name="states">Each [layers · directions, B, hidden].</param>
    /// <param name="statesAsList">Whether the operator takes a list of states, as the LSTM's, or one state.</param>
    Arg[] Arguments(Tensor input, Tensor[] states, bool statesAsList)
    {
        if (input.dim() != 3)
            throw new ArgumentException(
                $"{_owner.GetName()} takes {(_options.BatchFirst ? "[batch, time, features]" : "[time, batch, features]")}; "
                + $"the input has shape [{string.Join(',', input.shape)}].", nameof(input));
        return [input, States(states, statesAsList), _weights, .. Switches(), _options.BatchFirst];
    }

    /// <summary>The operator's arguments for a packed batch.</summary>
    /// <inheritdoc cref="Arguments(Tensor, Tensor[], bool)"/>
    Arg[] Arguments(PackedSequence input, Tensor[] states, bool statesAsList)
    {
        var sorted = input.sorted_indices is { } order ? Array.ConvertAll(states, state => state.index_select(1, order)) : states;
        return [input.data, input.batch_sizes, States(sorted, statesAsList), _weights, .. Switches()];
    }

    /// <summary>States of zeros for a batch.</summary>
    Tensor[] ZeroStates(Tensor input, int count) => ZeroStates(input, input.shape[_options.BatchFirst ? 0 : 1], count);

    /// <inheritdoc cref="ZeroStates(Tensor, int)"/>
    Tensor[] ZeroStates(PackedSequence input, int count)
    {
        using var largest = input.batch_sizes.select(0, 0);
        return ZeroStates(input.data, largest.item<long>(), count);
    }

    Tensor[] ZeroStates(Tensor like, long batch, int count)
    {
        long layers = _options.NumLayers * _options.Directions;
        var states = new Tensor[count];
        for (int i = 0; i < count; i++) states[i] = zeros(layers, batch, _options.HiddenSize, dtype: like.dtype, device: like.device);
        return states;
    }

    static Arg States(Tensor[] states, bool asList) => asList ? states : states[0];

    Arg[] Switches() => [_options.Bias, _options.NumLayers, _options.Dropout, _owner.training, _options.Bidirectional];

    IEnumerable<(string, long[])> WeightShapes()
    {
        long gates = _kind switch { RecurrentKind.LSTM => 4, RecurrentKind.GRU => 3, _ => 1 };
        long rows = gates * _options.HiddenSize;            // of each weight
        for (long layer = 0; layer < _options.NumLayers; layer++)
        {
            long columns = layer == 0 ? _options.InputSize : _options.HiddenSize * _options.Directions;
            for (long direction = 0; direction < _options.Directions; direction++)
            {
                string suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                yield return ($"weight_ih_{suffix}", [rows, columns]);
                yield return ($"weight_hh_{suffix}", [rows, _options.HiddenSize]);
                if (!_options.Bias) continue;
                yield return ($"bias_ih_{suffix}", [rows]);
                yield return ($"bias_hh_{suffix}", [rows]);
            }
        }
    }
}
