using System.Runtime.CompilerServices;
using TorchSharp.Interop;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor's elements as .NET sees them.</summary>
    public unsafe partial class Tensor
    {
        /// <summary>The elements of a CPU tensor, in row-major order whatever the strides.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
        /// <exception cref="InvalidOperationException">The tensor is not on the CPU.</exception>
        public TensorAccessor<T> data<T>() where T : unmanaged
        {
            RequireElement<T>("data");
            RequireCpu("data");
            return new TensorAccessor<T>(this);
        }

        /// <summary>The one element of the tensor, from any device.</summary>
        /// <exception cref="ArgumentException"><typeparamref name="T"/> is not the tensor's element type.</exception>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is not exactly one element.</exception>
        [SkipLocalsInit]
        public T item<T>() where T : unmanaged
        {
            RequireElement<T>("item");
            var value = stackalloc long[2];
            if (Native.ats_item(Handle, value) < 0)
                throw TorchError.Last("item");
            GC.KeepAlive(this);
            return Unsafe.ReadUnaligned<T>(value);
        }

        /// <summary>The one element as a scalar of its own type.</summary>
        [SkipLocalsInit]
        public Scalar ToScalar()
        {
            var value = stackalloc long[2];
            var type = Native.ats_item(Handle, value);
            GC.KeepAlive(this);
            return (ScalarType)type switch
            {
                ScalarType.Byte => *(byte*)value,
                ScalarType.Int8 => *(sbyte*)value,
                ScalarType.Int16 => *(short*)value,
                ScalarType.Int32 => *(int*)value,
                ScalarType.Int64 => *value,
                ScalarType.Float16 => *(Half*)value,
                ScalarType.BFloat16 => BFloat16ToSingle(*(ushort*)value),
                ScalarType.Float32 => *(float*)value,
                ScalarType.Float64 => *(double*)value,
                ScalarType.Bool => *(bool*)value,
                ScalarType.ComplexFloat32 => *((float, float)*)value,
                ScalarType.ComplexFloat64 => *(System.Numerics.Complex*)value,
                _ when type < 0 => throw TorchError.Last("item"),
                _ => throw new NotSupportedException($"no .NET scalar for {(ScalarType)type}"),
            };
        }

        /// <summary>The raw bytes of a contiguous CPU tensor: a view, valid while the tensor lives.</summary>
        /// <exception cref="InvalidOperationException">Not on the CPU, or not contiguous.</exception>
        public Span<byte> bytes
        {
            get
            {
                RequireCpu("bytes");
                if (!is_contiguous())
                    throw new InvalidOperationException("bytes needs a contiguous tensor: call contiguous() first");
                return new Span<byte>(DataPointer(), checked((int)(NumberOfElements * ElementSize)));
            }
        }

        public double ReadCpuDouble(long i) => data<double>()[i];

        public float ReadCpuSingle(long i) => data<float>()[i];

        public int ReadCpuInt32(long i) => data<int>()[i];

        public long ReadCpuInt64(long i) => data<long>()[i];

        public byte ReadCpuByte(long i) => data<byte>()[i];

        public bool ReadCpuBool(long i) => data<bool>()[i];

        /// <summary>Writes the elements, row-major and little-endian as in memory.</summary>
        public void WriteBytesToStream(Stream stream, int bufferSize = 1024)
        {
            using var local = this.cpu().contiguous().alias();
            for (long done = 0, all = local.NumberOfElements * local.ElementSize; done < all;)
            {
                var part = (int)Math.Min(all - done, int.MaxValue / 2);
                stream.Write(new ReadOnlySpan<byte>((byte*)local.DataPointer() + done, part));
                done += part;
            }
        }

        /// <summary>Fills the tensor with as many bytes as it has.</summary>
        /// <exception cref="EndOfStreamException">The stream ended before.</exception>
        public void ReadBytesFromStream(Stream stream, int bufferSize = 1024)
        {
            using var local = torch.empty(shape, dtype: dtype);
            for (long done = 0, all = local.NumberOfElements * local.ElementSize; done < all;)
            {
                var part = (int)Math.Min(all - done, int.MaxValue / 2);
                stream.ReadExactly(new Span<byte>((byte*)local.DataPointer() + done, part));
                done += part;
            }
            using var unrecorded = no_grad();
            copy_(local);
        }

        internal void* DataPointer()
        {
            var pointer = (void*)Kept(Native.ats_data(Handle));
            return pointer is null && NumberOfElements > 0 ? throw TorchError.Last("data") : pointer;
        }

        internal static float BFloat16ToSingle(ushort bits) => BitConverter.Int32BitsToSingle(bits << 16);

        void RequireElement<T>(string operation) where T : unmanaged
        {
            var kept = dtype;
            if (TypeOf<T>() != kept)
                throw new ArgumentException(
                    $"{operation}<{typeof(T).Name}>() on a tensor of {kept}: convert it with to_type({TypeOf<T>()}) first");
        }

        void RequireCpu(string operation)
        {
            if (!is_cpu())
                throw new InvalidOperationException($"{operation} needs a tensor on the CPU, this one is on {device}: call cpu() first");
        }
    }
}
