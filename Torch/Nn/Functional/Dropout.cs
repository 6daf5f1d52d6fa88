using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            static readonly Op _dropout = new("dropout"), _dropoutInPlace = new("dropout_");
            static readonly Op _featureDropout = new("feature_dropout"), _featureDropoutInPlace = new("feature_dropout_");

            /// <summary>Zeroes each element with probability p and scales the others by 1 / (1 − p); nothing if not training.</summary>
            public static Tensor dropout(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? _dropoutInPlace.Mutate(input, p, training) : _dropout.Run(input, p, training);

            /// <summary>As <see cref="dropout"/>, but whole channels of [B, C, H, W].</summary>
            public static Tensor dropout2d(Tensor input, double p = 0.5, bool training = true, bool inplace = false) =>
                inplace ? _featureDropoutInPlace.Mutate(input, p, training) : _featureDropout.Run(input, p, training);
        }
    }
}
