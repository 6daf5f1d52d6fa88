using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Scales all gradients, in place, so that their norm as one vector is at most <paramref name="max_norm"/>.</summary>
            /// <param name="norm_type">The p of the norm; infinity: the largest absolute value.</param>
            /// <returns>The norm before.</returns>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                var grads = Gradients(tensors);
                if (grads.Count == 0) return 0;
                var norms = stack(grads.Select(grad => Norm(grad, norm_type).to(grads[0].device)).ToArray());
                var total = Norm(norms, norm_type);
                // PyTorch's 1e-6 and its clamp instead of a comparison: the same bits, and no wait for the device.
                var scale = (max_norm / (total + 1e-6)).clamp_max(1.0);
                foreach (var grad in grads) grad.mul_(scale.to(grad.device));
                return total.to(ScalarType.Float64).item<double>();
            }

            /// <summary>Clamps every gradient, in place, to [−clip_value, clip_value].</summary>
            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                foreach (var grad in Gradients(tensors)) grad.clamp_(-clip_value, clip_value);
            }

            /// <returns>All elements in one vector, [Σ numel].</returns>
            public static Tensor parameters_to_vector(IEnumerable<Parameter> tensors)
            {
                using var scope = NewDisposeScope();
                return cat(tensors.Select(parameter => parameter.reshape(-1)).ToArray()).MoveToOuterDisposeScope();
            }

            /// <summary>Copies a vector's elements into the parameters: the inverse of <see cref="parameters_to_vector"/>.</summary>
            /// <exception cref="ArgumentException">The vector has more or fewer elements than the parameters.</exception>
            public static void vector_to_parameters(Tensor vec, IEnumerable<Parameter> tensors)
            {
                var all = tensors.ToList();
                long expected = all.Sum(parameter => parameter.numel());
                if (vec.numel() != expected)
                    throw new ArgumentException($"The vector has {vec.numel()} elements, the parameters have {expected}.", nameof(vec));
                using var scope = NewDisposeScope();
                using var _ = no_grad();
                long start = 0;
                foreach (var parameter in all)
                {
                    parameter.copy_(vec.narrow(0, start, parameter.numel()).view_as(parameter));
                    start += parameter.numel();
                }
            }

            static List<Tensor> Gradients(IEnumerable<Parameter> parameters) =>
                [.. parameters.Select(parameter => parameter.grad).OfType<Tensor>()];

            static Tensor Norm(Tensor tensor, double p) => double.IsPositiveInfinity(p) ? tensor.abs().max() : tensor.norm((float)p);
        }
    }
}
