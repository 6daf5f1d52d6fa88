namespace AdaShift.Bench.Zoo.Models;

/// <summary>Where a <see cref="ResNet18"/> has its batch norms and activations.</summary>
public enum ResNetForm
{
    /// <summary>
    /// Convolution, norm, relu (He et al. 2016a, arXiv 1512.03385). 11,173,962 parameters with a width of 64 and 10 classes.
    /// </summary>
    PostActivation,

    /// <summary>
    /// Norm, relu, convolution (He et al. 2016b, arXiv 1603.05027). As in the widely used PyTorch code for CIFAR, no norm and relu follow
    /// the last block; in the article they do. 11,171,146 parameters with a width of 64 and 10 classes.
    /// </summary>
    PreActivation,

    /// <summary>
    /// The released code of AdaShift's Figure 4: pre-activation with biases in the convolutions, projections of a block's input as it is,
    /// and norm and relu after the last block. 2,799,114 parameters with its width of 32 and 10 classes.
    /// </summary>
    /// <remarks>
    /// TensorFlow pads a 3×3 convolution of stride 2 with a pixel after the image, torch with one before and one after: the windows of
    /// these three convolutions lie one pixel further up and left than in the released code.
    /// </remarks>
    Release,
}
