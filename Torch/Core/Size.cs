namespace TorchSharp;

public static partial class torch
{
    /// <summary>A shape: made from an array or a tuple.</summary>
    public readonly struct Size
    {
        readonly long[]? _shape;

        public Size(long[] shape) => _shape = [.. shape];

        internal long[] Shape => _shape ?? [];

        public int Length => Shape.Length;

        public long this[int dimension] => Shape[dimension];

        public static implicit operator Size(long size) => new([size]);
        public static implicit operator Size(long[] shape) => new(shape);
        public static implicit operator Size(int[] shape) => new(Array.ConvertAll(shape, n => (long)n));
        public static implicit operator Size((long, long) shape) => new([shape.Item1, shape.Item2]);
        public static implicit operator Size((long, long, long) shape) => new([shape.Item1, shape.Item2, shape.Item3]);
        public static implicit operator Size((long, long, long, long) shape) => new([shape.Item1, shape.Item2, shape.Item3, shape.Item4]);

        public override string ToString() => $"[{string.Join(", ", Shape)}]";
    }
}
