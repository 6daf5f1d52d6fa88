using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients on demand.</summary>
    public static unsafe partial class autograd
    {
        /// <summary>
        /// ∂outputs/∂inputs as new tensors; leaves keep their <c>grad</c>. <paramref name="create_graph"/> makes the gradients themselves
        /// differentiable, as a gradient penalty needs.
        /// </summary>
        /// <param name="grad_outputs">The vectors of the vector–Jacobian products, shaped like the outputs; scalars need none.</param>
        /// <param name="allow_unused">Return null for an input that no output depends on, instead of an error.</param>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor>? grad_outputs = null, bool retain_graph = false,
            bool create_graph = false, bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            nint[] roots = Handles(outputs), leaves = Handles(inputs), seeds = Handles(grad_outputs);
            fixed (nint* o = roots, i = leaves, s = seeds, r = results)
            {
                var failed = Native.ats_autograd_grad(
                    o, roots.Length, i, leaves.Length, s, seeds.Length, retain_graph || create_graph ? 1 : 0, create_graph ? 1 : 0,
                    allow_unused ? 1 : 0, r);
                TorchError.ThrowIfFailed(failed, "autograd.grad");
            }
            GC.KeepAlive((outputs, inputs, grad_outputs));
            return Array.ConvertAll(results, handle => handle == 0 ? null! : new Tensor(handle));
        }

        /// <summary>Adds gradients to the leaves, or only to <paramref name="inputs"/> when given.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            nint[] roots = Handles(tensors), seeds = Handles(grad_tensors), leaves = Handles(inputs);
            Backward(roots, seeds, retain_graph ?? create_graph, create_graph, leaves);
            GC.KeepAlive((tensors, grad_tensors, inputs));
        }

        public static void backward(
            Tensor tensor, IList<Tensor>? grad_tensors = null, bool? retain_graph = null, bool create_graph = false,
            IList<Tensor>? inputs = null) =>
            backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor, Tensor grad_tensor, bool? retain_graph = null, bool create_graph = false, IList<Tensor>? inputs = null) =>
            backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        public static AnomalyMode detect_anomaly(bool check_nan = true) => new(true, check_nan);

        public static AnomalyMode set_detect_anomaly(bool mode, bool check_nan = true) => new(mode, check_nan);

        static void Backward(nint[] roots, nint[] seeds, bool retain, bool create, nint[] leaves)
        {
            fixed (nint* o = roots, s = seeds, i = leaves)
            {
                var failed = Native.ats_backward(
                    o, roots.Length, s, seeds.Length, retain ? 1 : 0, create ? 1 : 0, i, leaves.Length);
                TorchError.ThrowIfFailed(failed, "backward");
            }
        }

        static nint[] Handles(IList<Tensor>? tensors)
        {
            if (tensors is null)
                return [];
            var handles = new nint[tensors.Count];
            for (var k = 0; k < handles.Length; k++)
                handles[k] = tensors[k]?.Handle ?? 0;
            return handles;
        }
    }
}
