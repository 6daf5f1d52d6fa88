using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The CUDA devices, if libtorch was built with CUDA and finds any.</summary>
    public static class cuda
    {
        public static bool is_available() => device_count() > 0;

        public static bool is_cudnn_available() => Native.ats_cudnn_available() != 0;

        public static int device_count() => Native.ats_cuda_device_count();

        /// <summary>Seeds the default stream of every device.</summary>
        public static void manual_seed(long seed) => torch.manual_seed(seed).Dispose();

        public static void manual_seed_all(long seed) => torch.manual_seed(seed).Dispose();

        /// <summary>Waits until the device has done all that it was given.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">There is no CUDA.</exception>
        public static void synchronize(Device? device = null) =>
            TorchError.ThrowIfFailed(Native.ats_cuda_synchronize(device?.index ?? -1), "cuda.synchronize");
    }

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>Whether matrix products on CUDA may use TF32.</summary>
    public static class backends
    {
        public static class cuda
        {
            public static class matmul
            {
                public static bool allow_tf32
                {
                    get => Native.ats_allow_tf32_cublas() != 0;
                    set => Native.ats_set_allow_tf32(value ? 1 : 0, Native.ats_allow_tf32_cudnn());
                }
            }
        }

        public static class cudnn
        {
            public static bool allow_tf32
            {
                get => Native.ats_allow_tf32_cudnn() != 0;
                set => Native.ats_set_allow_tf32(Native.ats_allow_tf32_cublas(), value ? 1 : 0);
            }
        }
    }

    /// <summary>Whether this libtorch can hold tensors there.</summary>
    public static bool TryInitializeDeviceType(DeviceType deviceType) =>
        deviceType == DeviceType.CPU || (deviceType == DeviceType.CUDA && cuda.is_available());

    /// <exception cref="InvalidOperationException">There is no such device.</exception>
    public static void InitializeDeviceType(DeviceType deviceType)
    {
        if (!TryInitializeDeviceType(deviceType))
            throw new InvalidOperationException(
                $"libtorch has no {deviceType} device here. Available: {(cuda.is_available() ? "CPU, CUDA" : "CPU")}.");
    }

    public static Device InitializeDevice(Device? device)
    {
        InitializeDeviceType((device ?? CPU).type);
        return device ?? CPU;
    }
}
