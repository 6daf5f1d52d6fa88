using System.Collections;
using static TorchSharp.torch;

namespace TorchSharp.Utils;

/// <summary>The elements of a CPU tensor in row-major order, read and written in place.</summary>
public sealed unsafe class TensorAccessor<T> : IDisposable, IEnumerable<T> where T : unmanaged
{
    readonly Tensor _tensor;
    readonly T* _first;
    readonly long[] _shape;
    readonly long[] _strides;
    readonly bool _dense;

    internal TensorAccessor(Tensor tensor)
    {
        _tensor = tensor;
        _first = (T*)tensor.DataPointer();
        _shape = tensor.shape;
        _strides = tensor.stride();
        _dense = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <summary>With one index into a tensor of more dimensions, the element of that rank in row-major order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the tensor.</exception>
    public T this[params long[] indices]
    {
        get => _first[Offset(indices)];
        set => _first[Offset(indices)] = value;
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>An array of the tensor's own shape.</summary>
    public Array ToNDArray()
    {
        var array = Array.CreateInstance(typeof(T), _shape);
        var flat = ToArray();
        if (flat.Length > 0)
            Buffer.BlockCopy(flat, 0, array, 0, checked(flat.Length * sizeof(T)));
        return array;
    }

    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_dense)
            new ReadOnlySpan<T>(_first + tensorIndex, count).CopyTo(target);
        else
            for (var k = 0; k < count; k++)
                target[k] = _first[OffsetOf(tensorIndex + k)];
        GC.KeepAlive(_tensor);
    }

    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        var source = array[arrayIndex..];
        var count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_dense)
            source[..count].CopyTo(new Span<T>(_first + tensorIndex, count));
        else
            for (var k = 0; k < count; k++)
                _first[OffsetOf(tensorIndex + k)] = source[k];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long k = 0; k < Count; k++)
            yield return At(k);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Nothing to free: the elements are the tensor's.</summary>
    public void Dispose()
    {
    }

    T At(long rank) => _first[OffsetOf(rank)];

    long Offset(long[] indices)
    {
        if (indices.Length == 1 && _shape.Length != 1)
        {
            if ((ulong)indices[0] >= (ulong)Count)
                throw new ArgumentOutOfRangeException(nameof(indices), $"element {indices[0]} of a tensor of {Count}");
            return OffsetOf(indices[0]);
        }
        if (indices.Length != _shape.Length)
            throw new ArgumentOutOfRangeException(nameof(indices), $"{indices.Length} indices into a tensor of {_shape.Length} dimensions");
        long offset = 0;
        for (var d = 0; d < indices.Length; d++)
        {
            if ((ulong)indices[d] >= (ulong)_shape[d])
                throw new ArgumentOutOfRangeException(nameof(indices), $"index {indices[d]} in dimension {d} of size {_shape[d]}");
            offset += indices[d] * _strides[d];
        }
        return offset;
    }

    /// <summary>Elements between the first and the one of that rank in row-major order.</summary>
    long OffsetOf(long rank)
    {
        if (_dense)
            return rank;
        long offset = 0;
        for (var d = _shape.Length - 1; d >= 0; d--)
        {
            (rank, var index) = Math.DivRem(rank, _shape[d]);
            offset += index * _strides[d];
        }
        return offset;
    }
}
