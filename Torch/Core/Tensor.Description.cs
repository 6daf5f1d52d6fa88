using System.Globalization;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>What a tensor is: shape, type, device.</summary>
    public unsafe partial class Tensor
    {
        public long Dimensions => Kept(Native.ats_dim(Handle));

        public long dim() => Dimensions;

        public long ndim => Dimensions;

        public long NumberOfElements => Kept(Native.ats_numel(Handle));

        public long numel() => NumberOfElements;

        /// <summary>Bytes per element.</summary>
        public long ElementSize => Kept(Native.ats_itemsize(Handle));

        public long element_size() => ElementSize;

        public ScalarType dtype => (ScalarType)Kept(Native.ats_dtype(Handle));

        public Device device
        {
            get
            {
                int type, index;
                Native.ats_device(Handle, &type, &index);
                GC.KeepAlive(this);
                return type == (int)DeviceType.CPU ? CPU : new Device((DeviceType)type, index);
            }
        }

        public DeviceType device_type => device.type;

        public int device_index => device.index;

        public bool is_cuda => device_type == DeviceType.CUDA;

        public bool is_meta => device_type == DeviceType.META;

        public bool is_cpu() => device_type == DeviceType.CPU;

        public bool is_sparse => Kept(Native.ats_is_sparse(Handle)) != 0;

        public bool is_integral() => torch.is_integral(dtype);

        public bool is_floating_point() => torch.is_floating_point(dtype);

        public bool is_complex() => torch.is_complex(dtype);

        /// <summary>True for a single element that is not zero.</summary>
        public bool is_nonzero() => Ops.is_nonzero.RunBool(this);

        public long[] shape
        {
            get
            {
                var handle = Handle;
                var sizes = new long[Native.ats_dim(handle)];
                fixed (long* p = sizes)
                    Native.ats_sizes(handle, p);
                GC.KeepAlive(this);
                return sizes;
            }
        }

        public long[] size() => shape;

        /// <param name="dim">Negative counts from the end.</param>
        /// <exception cref="ArgumentOutOfRangeException">No such dimension.</exception>
        public long size(int dim) => At(shape, dim);

        public long[] stride()
        {
            var handle = Handle;
            var strides = new long[Native.ats_dim(handle)];
            fixed (long* p = strides)
                Native.ats_strides(handle, p);
            GC.KeepAlive(this);
            return strides;
        }

        public long stride(int dim) => At(stride(), dim);

        public long storage_offset() => Kept(Native.ats_storage_offset(Handle));

        public bool is_contiguous() => Kept(Native.ats_is_contiguous(Handle, (int)MemoryFormat.Contiguous)) != 0;

        /// <summary>"[2x3], type = Float32, device = cpu"; with a name in front when there is one.</summary>
        public override string ToString()
        {
            if (IsInvalid)
                return "disposed tensor";
            var sizes = string.Join('x', shape.Select(n => n.ToString(CultureInfo.InvariantCulture)));
            var description = $"[{sizes}], type = {dtype}, device = {device}";
            return name is null ? description : $"{name}: {description}";
        }

        static long At(long[] values, int dim)
        {
            var k = dim < 0 ? dim + values.Length : dim;
            return (uint)k < (uint)values.Length
                ? values[k]
                : throw new ArgumentOutOfRangeException(
                    nameof(dim), dim, $"the tensor has {values.Length} dimensions, so {-values.Length} to {values.Length - 1} are allowed");
        }
    }

    /// <summary>How strides follow sizes, numbered as in libtorch.</summary>
    internal enum MemoryFormat
    {
        Contiguous = 0,
        Preserve = 1,
        ChannelsLast = 2,
    }

    public static long numel(Tensor input) => input.numel();
}
