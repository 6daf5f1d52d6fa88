using static TorchSharp.torch;

namespace AdaShift.Bench.Zoo.Gans;

/// <summary>The generator's input: z uniform on the unit sphere.</summary>
public static class UnitSphere
{
    /// <returns>[count, dimensions], each row of norm 1, float32.</returns>
    public static Tensor Draw(long count, long dimensions, Generator generator, Device? device = null)
    {
        using var unrecorded = no_grad();
        var normal = randn([count, dimensions], dtype: ScalarType.Float32, device: generator.device, generator: generator);
        return (normal / normal.norm(1, keepdim: true)).to(device ?? generator.device);
    }
}
