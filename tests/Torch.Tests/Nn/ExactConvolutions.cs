using static TorchSharp.torch;

namespace AdaShift.Bench.Torch.Tests.Nn;

/// <summary>Until it is disposed, cuDNN computes convolutions and recurrent nets in float32 instead of TF32 (10 mantissa bits).</summary>
sealed class ExactConvolutions : IDisposable
{
    readonly bool before = backends.cudnn.allow_tf32;

    public ExactConvolutions() => backends.cudnn.allow_tf32 = false;

    public void Dispose() => backends.cudnn.allow_tf32 = before;
}
