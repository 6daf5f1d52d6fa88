namespace TorchSharp;

public static partial class torch
{
    /// <summary>One index of a subscript: a number, a slice, a tensor, a new axis, or the ellipsis.</summary>
    public readonly struct TensorIndex
    {
        internal enum Kind
        {
            Single,
            Slice,
            Tensor,
            Bool,
            NewAxis,
            Ellipsis,
        }

        TensorIndex(Kind kind, Tensor? tensor = null, long? start = null, long? stop = null, long? step = null)
        {
            What = kind;
            Indices = tensor;
            Start = start;
            Stop = stop;
            Step = step;
        }

        internal Kind What { get; }

        internal Tensor? Indices { get; }

        internal long? Start { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        /// <summary>The dimensions that no other index names.</summary>
        public static TensorIndex Ellipsis => new(Kind.Ellipsis);

        /// <summary>A new dimension of size 1.</summary>
        public static TensorIndex Null => new(Kind.NewAxis);

        public static TensorIndex None => Null;

        /// <summary>All of a dimension.</summary>
        public static TensorIndex Colon => Slice();

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(Kind.Slice, null, start, stop, step);

        public static TensorIndex Bool(bool value) => new(Kind.Bool, null, value ? 1 : 0);

        public static TensorIndex Single(long? index) =>
            new(Kind.Single, null, index ?? throw new ArgumentNullException(nameof(index)));

        public static TensorIndex Tensor(Tensor tensor) => new(Kind.Tensor, tensor);

        public static implicit operator TensorIndex(long value) => Single(value);
        public static implicit operator TensorIndex(Tensor tensor) => Tensor(tensor);
        public static implicit operator TensorIndex((int? start, int? end) range) => Slice(range.start, range.end);

        /// <summary>C#'s ranges: ^k counts from the end.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(At(range.Start), range.End.Equals(^0) ? null : At(range.End));

        public static implicit operator TensorIndex(Index index) => Single(At(index));

        static long At(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}
