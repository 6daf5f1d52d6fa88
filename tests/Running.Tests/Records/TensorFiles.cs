using static TorchSharp.torch;

namespace AdaShift.Bench.Running.Tests;

/// <summary>Tensors in a file of their own, without metadata.</summary>
static class TensorFiles
{
    public static void Save(string path, IReadOnlyDictionary<string, Tensor> tensors) =>
        AtomicFile.Write(path, stream => TensorFile.Write(stream, tensors, []));

    public static Dictionary<string, Tensor> Load(string path)
    {
        using var stream = File.OpenRead(path);
        return TensorFile.Read(stream).Tensors;
    }
}
