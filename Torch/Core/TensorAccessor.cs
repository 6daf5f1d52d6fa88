using System.Collections;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
        get
        {
            var value = _first[Offset(indices)];
            GC.KeepAlive(_tensor);
            return value;
        }
        set
        {
            _first[Offset(indices)] = value;
            GC.KeepAlive(_tensor);
        }
    }

    public T[] ToArray()
    {
        var array = new T[Count];
        CopyTo(array.AsSpan());
        return array;
    }

    /// <summary>An array of the tensor's own shape; of one element where the tensor has no dimensions.</summary>
    public Array ToNDArray()
    {
        if (_shape.Length == 0)
            return ToArray();
        var array = Array.CreateInstance(typeof(T), _shape);
        ref var first = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        CopyTo(MemoryMarshal.CreateSpan(ref first, array.Length));
        return array;
    }

    /// <inheritdoc cref="CopyTo(Span{T}, int, long)"/>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    /// <summary>As many elements as both sides have from there on.</summary>
    /// <param name="tensorIndex">The rank of the tensor's first element to be copied, in row-major order.</param>
    /// <exception cref="ArgumentOutOfRangeException">One of the indices lies outside.</exception>
    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        RequireWithin(tensorIndex);
        var target = array[arrayIndex..];
        var count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_dense)
            new ReadOnlySpan<T>(_first + tensorIndex, count).CopyTo(target);
        else
            for (var k = 0; k < count; k++)
                target[k] = _first[OffsetOf(tensorIndex + k)];
        GC.KeepAlive(_tensor);
    }

    /// <inheritdoc cref="CopyTo(Span{T}, int, long)"/>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) => CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    /// <inheritdoc cref="CopyTo(Span{T}, int, long)"/>
    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        RequireWithin(tensorIndex);
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

    T At(long rank)
    {
        var value = _first[OffsetOf(rank)];
        GC.KeepAlive(_tensor);
        return value;
    }

    /// <summary>The end is within: nothing is copied there.</summary>
    void RequireWithin(long tensorIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tensorIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tensorIndex, Count);
    }

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
