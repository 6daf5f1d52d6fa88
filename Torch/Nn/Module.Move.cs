using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            static readonly Op _setData = new("set_data");

            /// <summary>
            /// Moves every parameter, gradient and buffer to a device and the floating-point ones to a type. The tensor objects stay
            /// the same ones, as in PyTorch, so an optimizer made before still holds the parameters.
            /// </summary>
            internal void Move(Device? device, ScalarType? dtype, bool nonBlocking)
            {
                if (dtype is { } type && !is_floating_point(type) && !is_complex(type))
                    throw new ArgumentException($"A module can be of a floating-point or complex type, not {type}.", nameof(dtype));
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                foreach (var parameter in parameters())
                {
                    Move(parameter, device, dtype, nonBlocking);
                    if (parameter.grad is { } grad) Move(grad, device, dtype, nonBlocking);
                }
                foreach (var buffer in buffers()) Move(buffer, device, dtype, nonBlocking);
                foreach (var module in modules().Prepend(this)) module.Moved();
            }

            /// <summary>After a move, by which the parameters have new storage.</summary>
            internal virtual void Moved()
            {
            }

            static void Move(Tensor tensor, Device? device, ScalarType? dtype, bool nonBlocking)
            {
                var type = tensor.is_floating_point() || tensor.is_complex() ? dtype ?? tensor.dtype : tensor.dtype;
                var moved = tensor.detach().to(type, device ?? tensor.device, non_blocking: nonBlocking);
                _setData.Mutate(tensor, moved);
            }
        }
    }
}

/// <summary>Moves modules and changes their type; each returns the module.</summary>
public static class ModuleExtensionMethods
{
    public static T to<T>(this T module, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module =>
        Move(module, null, type, non_blocking);

    public static T to<T>(this T module, torch.Device device, torch.ScalarType type, bool non_blocking = false) where T : torch.nn.Module =>
        Move(module, device, type, non_blocking);

    public static T to<T>(this T module, torch.Device device, bool non_blocking = false) where T : torch.nn.Module =>
        Move(module, device, null, non_blocking);

    /// <param name="device">"cpu", "cuda" or "cuda:0".</param>
    public static T to<T>(this T module, string device, bool non_blocking = false) where T : torch.nn.Module =>
        Move(module, new torch.Device(device), null, non_blocking);

    public static T to<T>(this T module, DeviceType deviceType, int deviceIndex = -1, bool non_blocking = false)
        where T : torch.nn.Module =>
        Move(module, new torch.Device(deviceType, deviceIndex), null, non_blocking);

    /// <summary>To the device and type of another tensor.</summary>
    public static T to<T>(this T module, torch.Tensor other, bool non_blocking = false) where T : torch.nn.Module =>
        Move(module, other.device, other.dtype, non_blocking);

    public static T cpu<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(DeviceType.CPU, non_blocking: non_blocking);

    public static T cuda<T>(this T module, int deviceIndex = -1, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(DeviceType.CUDA, deviceIndex, non_blocking);

    public static T half<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(torch.ScalarType.Float16, non_blocking);

    public static T bfloat16<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(torch.ScalarType.BFloat16, non_blocking);

    public static T @float<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(torch.ScalarType.Float32, non_blocking);

    public static T @double<T>(this T module, bool non_blocking = false) where T : torch.nn.Module =>
        module.to(torch.ScalarType.Float64, non_blocking);

    static T Move<T>(T module, torch.Device? device, torch.ScalarType? dtype, bool nonBlocking) where T : torch.nn.Module
    {
        module.Move(device, dtype, nonBlocking);
        return module;
    }
}
