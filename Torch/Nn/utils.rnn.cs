using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Batches of sequences of different lengths.</summary>
            public static partial class rnn
            {
                static readonly Op _pack = new("_pack_padded_sequence");
                static readonly Op _unpack = new("_pad_packed_sequence");
                static readonly Op _pad = new("pad_sequence");

                /// <summary>Drops the padding of a batch.</summary>
                /// <param name="input">[T, B, …], or [B, T, …] if batch first.</param>
                /// <param name="lengths">int64 [B], each from 1 to T.</param>
                /// <param name="enforce_sorted">Whether the longest sequence comes first already; if not, results are put back in
                /// order.</param>
                public static PackedSequence pack_padded_sequence(
                    Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    using var scope = NewDisposeScope();
                    var onCpu = lengths.to(DeviceType.CPU);
                    if (enforce_sorted)
                    {
                        var (packed, counts) = _pack.Run2(input, onCpu, batch_first);
                        return new PackedSequence(packed, counts, null, null).MoveToOuterDisposeScope();
                    }
                    var (sorted, order) = onCpu.sort(descending: true);
                    var sortedIndices = order.to(input.device);
                    var (data, batchSizes) = _pack.Run2(input.index_select(batch_first ? 0 : 1, sortedIndices), sorted, batch_first);
                    return new PackedSequence(data, batchSizes, sortedIndices, sortedIndices.argsort()).MoveToOuterDisposeScope();
                }

                /// <summary>Puts padding back: the inverse of <see cref="pack_padded_sequence"/>.</summary>
                /// <param name="total_length">Pads to this many time steps instead of the longest sequence's.</param>
                /// <returns>[T, B, …] (or [B, T, …]) and int64 lengths [B], in the order before packing.</returns>
                public static (Tensor, Tensor) pad_packed_sequence(
                    PackedSequence sequence, bool batch_first = false, double padding_value = 0.0, long? total_length = null)
                {
                    var longest = sequence.batch_sizes.shape[0];
                    if (total_length < longest)
                        throw new ArgumentException(
                            $"total_length {total_length} is less than the longest sequence's {longest}.", nameof(total_length));
                    using var scope = NewDisposeScope();
                    var (padded, lengths) = _unpack.Run2(
                        sequence.data, sequence.batch_sizes, batch_first, padding_value, total_length ?? longest);
                    if (sequence.unsorted_indices is { } order)
                    {
                        padded = padded.index_select(batch_first ? 0 : 1, order);
                        lengths = lengths.index_select(0, order.to(DeviceType.CPU));
                    }
                    return (padded.MoveToOuterDisposeScope(), lengths.MoveToOuterDisposeScope());
                }

                /// <summary>Stacks sequences [Tᵢ, …] into [T, B, …] (or [B, T, …]), padded at their ends.</summary>
                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0.0) =>
                    _pad.Run(sequences.ToArray(), batch_first, padding_value);

                /// <summary>Packs sequences [Tᵢ, …].</summary>
                /// <inheritdoc cref="pack_padded_sequence"/>
                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    var all = sequences.ToArray();
                    using var padded = pad_sequence(all);
                    using var lengths = tensor(Array.ConvertAll(all, sequence => sequence.shape[0]));
                    return pack_padded_sequence(padded, lengths, enforce_sorted: enforce_sorted);
                }
            }
        }
    }
}
